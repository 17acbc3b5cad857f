/** A node that a link can be attached to. */
export type HubAddress =
  | { node: 'cbs' }
  | { node: 'management' }
  /** Events go to a partition of the hub's choice. */
  | { node: 'hub'; hub: string }
  | { node: 'partition'; hub: string; partition: string }
  | { node: 'consumer'; hub: string; group: string; partition: string };

/**
 * Reads a link's address. Names are compared without case.
 * Source: https://learn.microsoft.com/azure/service-bus-messaging/service-bus-amqp-protocol-guide
 * and https://learn.microsoft.com/azure/event-hubs/event-hubs-amqp-protocol
 */
export function parseHubAddress(text: string): HubAddress | undefined {
  const parts = text.replace(/^\/+|\/+$/g, '').split('/');
  const keywords = parts.map(part => part.toLowerCase());
  if (keywords[0] === '$cbs') {
    return { node: 'cbs' };
  }
  if (keywords[keywords.length - 1] === '$management') {
    return { node: 'management' };
  }
  if (parts.length === 1 && parts[0] !== '') {
    return { node: 'hub', hub: parts[0] };
  }
  if (parts.length === 3 && keywords[1] === 'partitions') {
    return { node: 'partition', hub: parts[0], partition: parts[2] };
  }
  if (
    parts.length === 5 &&
    keywords[1] === 'consumergroups' &&
    keywords[3] === 'partitions'
  ) {
    return {
      node: 'consumer',
      hub: parts[0],
      group: parts[2],
      partition: parts[4],
    };
  }
  return undefined;
}

/**
 * The path in an audience such as `sb://name.servicebus.windows.net/hub/ConsumerGroups/g`:
 * lower-cased, without slashes around it; empty for a whole namespace.
 */
export function audiencePath(audience: string): string {
  return audience
    .replace(/^[a-z]+:\/\/[^/]*/i, '')
    .replace(/^\/+|\/+$/g, '')
    .toLowerCase();
}

/** The host in an audience, without its port; empty when it names none. */
export function audienceHost(audience: string): string {
  return /^[a-z]+:\/\/([^/:]*)/i.exec(audience)?.[1].toLowerCase() ?? '';
}

/** Whether a claim for a path holds for another: itself and all below it. */
export function coversPath(claimed: string, path: string): boolean {
  return claimed === '' || path === claimed || path.startsWith(`${claimed}/`);
}
