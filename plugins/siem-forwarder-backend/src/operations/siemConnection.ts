import { SiemConnection } from 'backstage-plugin-siem-forwarder-node';
import { ComparisonContext } from './Step';

/**
 * Stands for a client id that is not known before the application is
 * registered: the nil UUID, which no application has.
 */
export const NOT_YET_REGISTERED = '00000000-0000-0000-0000-000000000000';

/**
 * What the SIEM needs to know to read the hub of a specification.
 *
 * @param clientId - undefined in a plan, while there is no application
 * @param hostName - the namespace's, when it is there to be read
 */
export function siemConnection(
  context: Pick<ComparisonContext, 'spec' | 'target' | 'tenant'>,
  clientId: string | undefined,
  hostName?: string,
): SiemConnection {
  const { spec, target, tenant } = context;
  return {
    name: spec.name,
    tenantId: tenant.id,
    clientId: clientId ?? NOT_YET_REGISTERED,
    cloud: tenant.cloud.name,
    fullyQualifiedNamespace:
      hostName ?? `${target.namespaceId.name}.${tenant.cloud.eventHubsSuffix}`,
    eventHubName: target.hubId.name,
    consumerGroup: spec.eventHub.consumerGroup,
    tables: target.tables,
  };
}
