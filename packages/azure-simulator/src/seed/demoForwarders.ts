import { DemoPlan, demoPlans, ExpectedHealth } from './demoPlans';
import { plants, seedGuid } from './demoIds';

/** A forwarder of the demo as the catalog knows it, and the health it is expected to show. */
export interface DemoForwarder {
  name: string;
  title: string;
  /** Catalog entity ref. */
  owner: string;
  description: string;
  /** Annotations of the catalog entity. */
  annotations: Record<string, string>;
  /** Expected health; `check` is the headline when there is one. */
  expected: { health: ExpectedHealth; check?: string };
}

/** Client id of the Entra application of a demo forwarder. */
export function demoApplicationId(name: string): string {
  return seedGuid(`appId:${name}`);
}

function describe(plan: DemoPlan): DemoForwarder {
  const plant = plants[plan.plant];
  return {
    name: plan.name,
    title: plan.title,
    owner: plan.owner ?? plant.owner,
    description: plan.description,
    annotations: {
      'siem-forwarder/export-rule': `${plant.workspaceId}/dataExports/${plan.rule}`,
      'siem-forwarder/event-hub': `${plant.namespaceId}/eventhubs/${plan.hub}`,
      'siem-forwarder/application-id': demoApplicationId(plan.name),
      'siem-forwarder/tables': (plan.tables ?? plan.ruleTables).join(','),
      'siem-forwarder/siem': 'soc-splunk',
      'siem-forwarder/consumer-group': plan.consumerGroup,
    },
    expected: plan.expected,
  };
}

/** The forwarders of the seed `demo`, all with fixed ids. */
export const demoForwarders: readonly DemoForwarder[] = demoPlans.map(describe);
