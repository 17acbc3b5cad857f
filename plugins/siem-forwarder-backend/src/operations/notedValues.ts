import { NotedValue } from 'backstage-plugin-siem-forwarder-common';
import { OperationTenant } from './OperationTenant';

/** Values that the article tells people to note, by the output that holds them. */
const noted: {
  id: string;
  label: string;
  output: string;
  /** The output that holds the ARM id of what a click opens. */
  resource?: string;
}[] = [
  { id: 'display-name', label: 'Display name', output: 'applicationName' },
  { id: 'client-id', label: 'Application (client) ID', output: 'clientId' },
  { id: 'tenant-id', label: 'Directory (tenant) ID', output: 'tenantId' },
  { id: 'secret-id', label: 'Secret ID', output: 'secretId' },
  {
    id: 'secret-location',
    label: 'Where the secret lies',
    output: 'secretLocation',
  },
  {
    id: 'host-name',
    label: 'Host name',
    output: 'hostName',
    resource: 'namespaceId',
  },
  {
    id: 'event-hub',
    label: 'Event hub',
    output: 'eventHubName',
    resource: 'namespaceId',
  },
  { id: 'consumer-group', label: 'Consumer group', output: 'consumerGroup' },
  { id: 'rule-name', label: 'Export rule', output: 'exportRuleName' },
  { id: 'search', label: 'Search in the SIEM', output: 'search' },
];

/**
 * The values to note of a forwarder, as far as they are known. Never the
 * secret: its id, and where it lies.
 */
export function notedValues(
  outputs: Record<string, string>,
  tenant: Pick<OperationTenant, 'id' | 'cloud'> | undefined,
): NotedValue[] {
  return noted
    .filter(({ output }) => outputs[output])
    .map(({ id, label, output, resource }) => {
      const resourceId = resource && outputs[resource];
      const url =
        resourceId && tenant?.cloud.portal?.resource(resourceId, tenant.id);
      return { id, label, value: outputs[output], ...(url && { url }) };
    });
}
