import { Entity } from '@backstage/catalog-model';
import { demoForwarders, plants } from 'azure-simulator';

/** Who may look at every subscription of the simulator. */
const SOC = 'group:default/soc';

/** Name of a namespace that {@link seedVariants} adds, and that is being created for ever. */
export const newNamespace = 'evhns-ot-new';

/** The entity of a demo forwarder, with other annotations; undefined removes one. */
export function entityOf(
  demoName: string,
  changes: {
    name?: string;
    owner?: string;
    annotations?: Record<string, string | undefined>;
  } = {},
): Entity {
  const found = demoForwarders.find(({ name }) => name === demoName);
  if (!found) {
    throw new Error(`The demo has no forwarder ${demoName}`);
  }
  const annotations = { ...found.annotations, ...changes.annotations };
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name: changes.name ?? found.name,
      title: found.title,
      annotations: Object.fromEntries(
        Object.entries(annotations).flatMap(([key, value]) =>
          value === undefined ? [] : [[key, value]],
        ),
      ),
    },
    spec: { type: 'siem-forwarder', owner: changes.owner ?? found.owner },
  };
}

/** Forwarders that differ in what their entity says, by what they are like. */
export const variants: Record<string, Entity> = {
  'alerts only': entityOf('austin-alerts'),
  'without SIEM': entityOf('austin-incidents', {
    name: 'without-siem',
    annotations: { 'siem-forwarder/siem': undefined },
  }),
  'SIEM that nobody configured': entityOf('austin-incidents', {
    name: 'unknown-siem',
    annotations: { 'siem-forwarder/siem': 'soc-nobody' },
  }),
  'SIEM that cannot be asked': entityOf('austin-incidents', {
    name: 'handover',
    annotations: { 'siem-forwarder/siem': 'soc-elastic' },
  }),
  'SIEM whose token ends soon': entityOf('austin-incidents', {
    name: 'token-ends',
    annotations: { 'siem-forwarder/siem': 'soc-ending' },
  }),
  'SIEM whose token has ended': entityOf('austin-incidents', {
    name: 'token-ended',
    annotations: { 'siem-forwarder/siem': 'soc-ended' },
  }),
  'without application': entityOf('austin-incidents', {
    name: 'without-application',
    annotations: { 'siem-forwarder/application-id': undefined },
  }),
  'without event hub': entityOf('austin-incidents', {
    name: 'without-hub',
    annotations: { 'siem-forwarder/event-hub': undefined },
  }),
  'namespace that is being created': entityOf('austin-incidents', {
    name: 'new-namespace',
    owner: SOC,
    annotations: {
      'siem-forwarder/event-hub': `${plants.austin.namespaceId.replace(
        plants.austin.namespaceName,
        newNamespace,
      )}/eventhubs/incidents`,
    },
  }),
};
