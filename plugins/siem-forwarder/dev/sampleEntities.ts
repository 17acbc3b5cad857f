import { Entity, RELATION_OWNED_BY } from '@backstage/catalog-model';
import {
  EXPORT_RULE_ANNOTATION,
  SIEM_ANNOTATION,
} from 'backstage-plugin-siem-forwarder-common';
import {
  sampleForwarders,
  sampleReaderStopped,
  unavailableForwarders,
} from '../src/__testUtils__';

const groups: Entity[] = [
  ['plant-austin', 'Plant Austin'],
  ['plant-lyon', 'Plant Lyon'],
  ['plant-osaka', 'Plant Osaka'],
].map(([name, displayName]) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name },
  spec: { type: 'team', children: [], profile: { displayName } },
}));

function forwarder(options: {
  name: string;
  owner?: string;
  siem?: string;
}): Entity {
  const { name, owner = 'group:default/plant-austin', siem } = options;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name,
      namespace: 'default',
      description: 'Streams Defender for IoT incidents to the SIEM.',
      annotations: {
        [EXPORT_RULE_ANNOTATION]: `/subscriptions/a7c1f9d2-0b64-4e0f-8a3e-1f5d2c9b7e10/resourceGroups/rg-ot-security/providers/Microsoft.OperationalInsights/workspaces/law-ot-austin/dataExports/${name}`,
        ...(siem && { [SIEM_ANNOTATION]: siem }),
      },
    },
    spec: { type: 'siem-forwarder', owner },
    relations: [{ type: RELATION_OWNED_BY, targetRef: owner }],
  };
}

/** An entity for each state, and the groups that own them. */
export const sampleEntities: Entity[] = [
  ...groups,
  ...[...Object.values(sampleForwarders()), sampleReaderStopped()].map(
    ({ title, owner, siem }) =>
      forwarder({ name: title, owner, siem: siem?.id }),
  ),
  ...Object.values(unavailableForwarders).map(ref =>
    forwarder({ name: ref.split('/')[1] }),
  ),
];
