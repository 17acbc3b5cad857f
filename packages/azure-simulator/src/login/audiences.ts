/**
 * Resources that the directory issues tokens for: the audience of a token by
 * the resource that a scope names (a scope is the resource and `/.default`).
 */
const audiences = new Map([
  ['https://management.azure.com', 'https://management.azure.com'],
  ['https://management.core.windows.net', 'https://management.azure.com'],
  ['https://graph.microsoft.com', 'https://graph.microsoft.com'],
  ['https://vault.azure.net', 'https://vault.azure.net'],
  ['https://api.loganalytics.io', 'https://api.loganalytics.io'],
  ['https://metrics.monitor.azure.com', 'https://metrics.monitor.azure.com'],
  ['https://eventhubs.azure.net', 'https://eventhubs.azure.net'],
]);

/**
 * The audience for a `scope` of the client credentials flow, or undefined when
 * the tenant has no such resource.
 * @param resourceManager - origin of this cloud's Resource Manager: in clouds of
 * their own the management clients ask for tokens of their endpoint
 */
export function audienceOfScope(
  scope: string,
  resourceManager: string,
): string | undefined {
  const resource = scope.trim().replace(/\/?\/\.default$/, '');
  return resource === resourceManager
    ? audiences.get('https://management.azure.com')
    : audiences.get(resource);
}
