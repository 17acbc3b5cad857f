import type { ForwarderSpecification } from './addForwarder';
import { PlantName, plants } from './demoIds';

/** What happened to a forwarder of the demo. */
export type DemoStory =
  | 'none'
  | 'ruleDisabled'
  | 'ruleNew'
  | 'hubMissing'
  | 'secretExpired'
  | 'secretExpiring'
  | 'roleMissing'
  | 'inputDisabled'
  | 'sourcetypeMismatch';

/** Health that a forwarder is expected to show. */
export type ExpectedHealth =
  | 'healthy'
  | 'degraded'
  | 'failing'
  | 'pending'
  | 'quiet';

/** How a forwarder of the demo is built and what became of it. */
export interface DemoPlan {
  name: string;
  title: string;
  description: string;
  plant: PlantName;
  /** Owner when it is not the plant. */
  owner?: string;
  /** Data export rule; several forwarders may share one. */
  rule: string;
  hub: string;
  consumerGroup: string;
  /** Tables that the rule exports. */
  ruleTables: string[];
  /** Tables that the forwarder wants, when they differ from the rule's. */
  tables?: string[];
  story: DemoStory;
  expected: { health: ExpectedHealth; check?: string };
}

/**
 * The fleet of the demo. Seven rules on law-ot-austin leave room under the
 * limit of ten active ones; readers of one hub share its rule.
 */
export const demoPlans: readonly DemoPlan[] = [
  {
    name: 'austin-incidents',
    title: 'Austin: all incidents',
    description: 'Incidents of the Austin plant to the SOC.',
    plant: 'austin',
    rule: 'export-incidents',
    hub: 'incidents',
    consumerGroup: 'splunk',
    ruleTables: ['SecurityIncident'],
    story: 'none',
    expected: { health: 'healthy' },
  },
  {
    name: 'austin-alerts',
    title: 'Austin: all alerts',
    description:
      'Alerts of the Austin plant to the SOC, before they become incidents.',
    plant: 'austin',
    owner: 'group:default/soc',
    rule: 'export-alerts',
    hub: 'alerts',
    consumerGroup: 'splunk',
    ruleTables: ['SecurityAlert'],
    story: 'none',
    expected: { health: 'healthy' },
  },
  {
    name: 'austin-archive',
    title: 'Austin: incident archive',
    description:
      'A second reader of the incidents, for the archive of the SOC.',
    plant: 'austin',
    owner: 'group:default/soc',
    rule: 'export-incidents',
    hub: 'incidents',
    consumerGroup: 'archive',
    ruleTables: ['SecurityIncident'],
    story: 'secretExpiring',
    expected: { health: 'degraded', check: 'access/secret-valid' },
  },
  {
    name: 'austin-line-3',
    title: 'Austin: line 3',
    description: 'Incidents of bottling line 3; its export rule was disabled.',
    plant: 'austin',
    rule: 'export-line-3',
    hub: 'line-3',
    consumerGroup: 'splunk',
    ruleTables: ['SecurityIncident'],
    story: 'ruleDisabled',
    expected: { health: 'failing', check: 'export/rule-enabled' },
  },
  {
    name: 'austin-paint-shop',
    title: 'Austin: paint shop',
    description: 'Incidents of the paint shop; the client secret has expired.',
    plant: 'austin',
    rule: 'export-paint-shop',
    hub: 'paint-shop',
    consumerGroup: 'splunk',
    ruleTables: ['SecurityIncident'],
    story: 'secretExpired',
    expected: { health: 'failing', check: 'access/secret-valid' },
  },
  {
    name: 'austin-press-shop',
    title: 'Austin: press shop',
    description: 'A reader of the alerts whose role assignment was removed.',
    plant: 'austin',
    rule: 'export-alerts',
    hub: 'alerts',
    consumerGroup: 'press-shop',
    ruleTables: ['SecurityAlert'],
    story: 'roleMissing',
    expected: { health: 'failing', check: 'access/receiver-role' },
  },
  {
    name: 'austin-warehouse',
    title: 'Austin: warehouse',
    description:
      'Incidents of the warehouse; somebody disabled the input in Splunk.',
    plant: 'austin',
    rule: 'export-warehouse',
    hub: 'warehouse',
    consumerGroup: 'splunk',
    ruleTables: ['SecurityIncident'],
    story: 'inputDisabled',
    expected: { health: 'failing', check: 'delivery/input-enabled' },
  },
  {
    name: 'austin-boiler-house',
    title: 'Austin: boiler house',
    description: 'Incidents of the boiler house; the event hub was deleted.',
    plant: 'austin',
    rule: 'export-boiler-house',
    hub: 'boiler-house',
    consumerGroup: 'splunk',
    ruleTables: ['SecurityIncident'],
    story: 'hubMissing',
    expected: { health: 'failing', check: 'transport/hub-active' },
  },
  {
    name: 'austin-new-line',
    title: 'Austin: new line',
    description: 'Made a few minutes ago: the export rule has not settled yet.',
    plant: 'austin',
    rule: 'export-new-line',
    hub: 'new-line',
    consumerGroup: 'splunk',
    ruleTables: ['SecurityIncident'],
    story: 'ruleNew',
    expected: { health: 'pending', check: 'export/rule-settled' },
  },
  {
    name: 'austin-both-tables',
    title: 'Austin: incidents and alerts',
    description:
      'Wants incidents and alerts, but its rule exports incidents only.',
    plant: 'austin',
    rule: 'export-incidents',
    hub: 'incidents',
    consumerGroup: 'both-tables',
    ruleTables: ['SecurityIncident'],
    tables: ['SecurityIncident', 'SecurityAlert'],
    story: 'none',
    expected: { health: 'failing', check: 'export/tables-match' },
  },
  {
    name: 'austin-legacy-reader',
    title: 'Austin: legacy reader',
    description: 'Its input was made by hand and has another source type.',
    plant: 'austin',
    owner: 'group:default/soc',
    rule: 'export-alerts',
    hub: 'alerts',
    consumerGroup: 'legacy',
    ruleTables: ['SecurityAlert'],
    story: 'sourcetypeMismatch',
    expected: { health: 'failing', check: 'delivery/input-matches' },
  },
  {
    name: 'lyon-alerts',
    title: 'Lyon: alerts',
    description: 'The plant is in its yearly shutdown: nothing to forward.',
    plant: 'lyon',
    rule: 'export-alerts',
    hub: 'alerts',
    consumerGroup: 'splunk',
    ruleTables: ['SecurityAlert'],
    story: 'none',
    expected: { health: 'quiet', check: 'source/rows-arriving' },
  },
  {
    name: 'lyon-incidents',
    title: 'Lyon: incidents',
    description:
      'Exports incidents, but nothing makes incidents of the alerts.',
    plant: 'lyon',
    rule: 'export-incidents',
    hub: 'incidents',
    consumerGroup: 'splunk',
    ruleTables: ['SecurityIncident'],
    story: 'none',
    expected: { health: 'failing', check: 'source/incident-creation-enabled' },
  },
  {
    name: 'osaka-incidents',
    title: 'Osaka: incidents',
    description: 'The Defender for IoT connector was never connected.',
    plant: 'osaka',
    rule: 'export-incidents',
    hub: 'incidents',
    consumerGroup: 'splunk',
    ruleTables: ['SecurityIncident'],
    story: 'none',
    expected: { health: 'failing', check: 'source/iot-connector-connected' },
  },
];

/** What a forwarder of the demo is made of. */
export function specificationOf(plan: DemoPlan): ForwarderSpecification {
  const { workspaceId, namespaceId } = plants[plan.plant];
  const { name, rule, hub, consumerGroup, ruleTables } = plan;
  return {
    name,
    workspaceId,
    namespaceId,
    rule,
    hub,
    consumerGroup,
    ruleTables,
    ...(plan.story === 'sourcetypeMismatch'
      ? { sourcetype: 'mscs:azure:eventhub:event' }
      : {}),
  };
}
