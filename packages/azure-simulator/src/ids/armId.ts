/** Lower-cased form of an ARM id: the key under which state is kept, because Azure compares ids without case. */
export function idKey(id: string): string {
  return (id.endsWith('/') ? id.replace(/\/+$/, '') : id).toLowerCase();
}

/** Whether `id` is `scope` or lies under it. */
export function isWithinScope(id: string, scope: string): boolean {
  const inner = idKey(id);
  const outer = idKey(scope);
  return outer === '' || inner === outer || inner.startsWith(`${outer}/`);
}

/** The subscription GUID in an ARM id, or undefined when it has none. */
export function subscriptionIdOf(id: string): string | undefined {
  return /^\/subscriptions\/([^/]+)/i.exec(id)?.[1];
}

/** The resource group name in an ARM id, or undefined when it has none. */
export function resourceGroupOf(id: string): string | undefined {
  return /^\/subscriptions\/[^/]+\/resourcegroups\/([^/]+)/i.exec(id)?.[1];
}

/** The last segment of an ARM id: the resource's name. */
export function nameOf(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1);
}

/** The last GUID of a role definition id, whatever scope it was written under. */
export function roleDefinitionGuid(roleDefinitionId: string): string {
  return nameOf(roleDefinitionId).toLowerCase();
}

/** `/subscriptions/{subscriptionId}` */
export function subscriptionScope(subscriptionId: string): string {
  return `/subscriptions/${subscriptionId}`;
}

/** `/subscriptions/{s}/resourceGroups/{rg}` */
export function resourceGroupId(
  subscriptionId: string,
  resourceGroup: string,
): string {
  return `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}`;
}

/** ARM id of an Event Hubs namespace. */
export function namespaceId(
  subscriptionId: string,
  resourceGroup: string,
  name: string,
): string {
  return `${resourceGroupId(
    subscriptionId,
    resourceGroup,
  )}/providers/Microsoft.EventHub/namespaces/${name}`;
}

/** ARM id of a Log Analytics workspace. */
export function workspaceId(
  subscriptionId: string,
  resourceGroup: string,
  name: string,
): string {
  return `${resourceGroupId(
    subscriptionId,
    resourceGroup,
  )}/providers/Microsoft.OperationalInsights/workspaces/${name}`;
}

/** ARM id of a key vault. */
export function vaultId(
  subscriptionId: string,
  resourceGroup: string,
  name: string,
): string {
  return `${resourceGroupId(
    subscriptionId,
    resourceGroup,
  )}/providers/Microsoft.KeyVault/vaults/${name}`;
}
