import { Entity } from '@backstage/catalog-model';
import {
  APPLICATION_ID_ANNOTATION,
  CONSUMER_GROUP_ANNOTATION,
  EVENT_HUB_ANNOTATION,
  EXPORT_RULE_ANNOTATION,
  PAUSED_ANNOTATION,
  SIEM_ANNOTATION,
  TABLES_ANNOTATION,
} from 'backstage-plugin-siem-forwarder-common';
import { requireOutput } from './requireOutput';
import { StepContext } from './Step';

/**
 * The catalog entity of a finished forwarder.
 *
 * @param existing - the one before; a pause of it goes on
 */
export function forwarderEntity(
  context: StepContext,
  existing?: Entity,
): Entity {
  const paused = existing?.metadata.annotations?.[PAUSED_ANNOTATION];
  const { spec, target, tenant, siem, outputs } = context;
  const portal = tenant.cloud.portal;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name: spec.name,
      title: spec.title || spec.name,
      description: `Streams ${target.tables.join(' and ')} of ${
        target.workspaceId.name
      } to ${siem.title}.`,
      annotations: {
        [EXPORT_RULE_ANNOTATION]: `${target.ruleId}`,
        [EVENT_HUB_ANNOTATION]: `${target.hubId}`,
        [APPLICATION_ID_ANNOTATION]: requireOutput(outputs, 'clientId'),
        [TABLES_ANNOTATION]: target.tables.join(','),
        [SIEM_ANNOTATION]: siem.id,
        [CONSUMER_GROUP_ANNOTATION]: spec.eventHub.consumerGroup,
        ...(paused !== undefined && { [PAUSED_ANNOTATION]: paused }),
      },
      tags: ['siem-forwarder'],
      ...(portal && {
        links: [
          {
            title: 'Log Analytics workspace',
            url: portal.resource(`${target.workspaceId}`, tenant.id),
          },
          {
            title: 'Event Hubs namespace',
            url: portal.resource(`${target.namespaceId}`, tenant.id),
          },
          {
            title: 'Entra application',
            url: portal.applicationCredentials(
              requireOutput(outputs, 'clientId'),
            ),
          },
        ],
      }),
    },
    spec: { type: 'siem-forwarder', owner: spec.owner },
  };
}
