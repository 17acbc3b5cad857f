import { namespaceId, workspaceId } from '../ids/armId';
import { hubQuota, tierLimits } from '../arm/eventHub/tierLimits';
import { EventHubTier } from '../state';
import type { ForwarderSpecification } from './addForwarder';
import { demoApplicationId } from './demoForwarders';
import { Plant, seedGuid } from './demoIds';

/** How large a generated fleet is. The same sizes make the same fleet. */
export interface FleetSize {
  forwarders: number;
  /** Log Analytics workspaces; each holds at most 10 export rules, beyond which forwarders share one. */
  workspaces: number;
  /** Event Hubs namespaces; large ones are Premium. */
  namespaces: number;
  subscriptions: number;
}

/** A namespace of the plan, with the tier that its hubs need. */
export interface PlannedNamespace {
  plant: Plant;
  tier: EventHubTier;
  capacity: number;
}

/** A forwarder of a generated fleet as the catalog knows it. */
export interface FleetForwarder {
  name: string;
  title: string;
  /** Catalog entity ref. */
  owner: string;
  /** Annotations of the catalog entity. */
  annotations: Record<string, string>;
  specification: ForwarderSpecification;
}

/** What a generated fleet consists of, by name. */
export interface FleetPlan {
  subscriptions: { id: string; resourceGroup: string; location: string }[];
  /** One a workspace; its namespace is the first of its forwarders'. */
  workspaces: Plant[];
  namespaces: PlannedNamespace[];
  forwarders: FleetForwarder[];
}

/** Active export rules of a workspace. Source: https://learn.microsoft.com/azure/azure-monitor/logs/logs-data-export */
const rulesPerWorkspace = 10;

const regions = ['eastus2', 'francecentral', 'japaneast', 'westeurope'];

/** Groups of a Standard hub without `$Default`. */
const groupsPerHub = tierLimits.Standard.consumerGroupsPerHub - 1;

function numbered(prefix: string, index: number): string {
  return `${prefix}-${String(index + 1).padStart(5, '0')}`;
}

function requireSizes(size: FleetSize): void {
  for (const [name, value] of Object.entries(size)) {
    if (!Number.isInteger(value) || value < 1) {
      throw new Error(
        `A fleet cannot have ${name}=${value}: give a whole number, at least 1.`,
      );
    }
  }
  const { forwarders, workspaces, namespaces, subscriptions } = size;
  if (workspaces < subscriptions || namespaces < subscriptions) {
    throw new Error(
      `A fleet over ${subscriptions} subscriptions needs at least as many workspaces and namespaces, not ${workspaces} and ${namespaces}: an export stays in its region and its subscription.`,
    );
  }
  const most = workspaces * rulesPerWorkspace * groupsPerHub;
  if (forwarders > most) {
    throw new Error(
      `${workspaces} workspaces hold at most ${most} forwarders (${rulesPerWorkspace} export rules, ${groupsPerHub} consumer groups a hub), not ${forwarders}: add workspaces.`,
    );
  }
}

/** The smallest tier that holds a number of hubs. */
function tierFor(hubs: number): { tier: EventHubTier; capacity: number } {
  if (hubs <= hubQuota('Standard', 1)) {
    return { tier: 'Standard', capacity: 1 };
  }
  const capacity = Math.ceil(hubs / tierLimits.Premium.hubs);
  if (capacity > tierLimits.Premium.capacity) {
    throw new Error(
      `A namespace would need ${hubs} event hubs, more than ${
        tierLimits.Premium.capacity * tierLimits.Premium.hubs
      }: add namespaces.`,
    );
  }
  return { tier: 'Premium', capacity };
}

/**
 * Spreads forwarders over workspaces, export rules, hubs, namespaces and
 * subscriptions within Azure's quotas.
 *
 * @throws Error when the sizes do not fit together, with the remedy
 */
export function planFleet(size: FleetSize): FleetPlan {
  requireSizes(size);
  const subscriptions = Array.from(
    { length: size.subscriptions },
    (_, index) => ({
      id: seedGuid(`fleet:subscription:${index}`),
      resourceGroup: `rg-fleet-${index + 1}`,
      location: regions[index % regions.length],
    }),
  );
  const plantOf = (index: number, workspace: string, namespace: string) => {
    const { id, resourceGroup, location } =
      subscriptions[index % subscriptions.length];
    return {
      subscriptionId: id,
      resourceGroup,
      location,
      workspaceName: workspace,
      workspaceId: workspaceId(id, resourceGroup, workspace),
      namespaceName: namespace,
      namespaceId: namespaceId(id, resourceGroup, namespace),
      owner: `group:default/${numbered('plant', index)}`,
    };
  };
  const namespaces = Array.from({ length: size.namespaces }, (_, index) =>
    plantOf(index, '', numbered('evhns-fleet', index)),
  );
  // The hubs of a subscription go round its namespaces.
  const hubsOf = new Map<string, number>();
  const nextNamespace = new Array<number>(size.subscriptions).fill(0);
  const namespaceForHub = (subscription: number): Plant => {
    const count = Math.ceil(
      (size.namespaces - subscription) / size.subscriptions,
    );
    const turn = nextNamespace[subscription] % count;
    nextNamespace[subscription] += 1;
    const chosen = namespaces[subscription + turn * size.subscriptions];
    hubsOf.set(chosen.namespaceId, (hubsOf.get(chosen.namespaceId) ?? 0) + 1);
    return chosen;
  };

  const workspaces: Plant[] = [];
  const rules: {
    plant: Plant;
    namespace: Plant;
    rule: string;
    hub: string;
  }[][] = [];
  const forwarders = Array.from(
    { length: size.forwarders },
    (_, index): FleetForwarder => {
      const place = index % size.workspaces;
      const turn = Math.floor(index / size.workspaces);
      const number = turn % rulesPerWorkspace;
      const subscription = place % size.subscriptions;
      workspaces[place] ??= plantOf(place, numbered('law-fleet', place), '');
      const plant = workspaces[place];
      rules[place] ??= [];
      rules[place][number] ??= {
        plant,
        namespace: namespaceForHub(subscription),
        rule: `export-${number + 1}`,
        hub: `${plant.workspaceName}-${number + 1}`,
      };
      const { namespace, rule, hub } = rules[place][number];
      const name = numbered('fleet', index);
      const specification = {
        name,
        workspaceId: plant.workspaceId,
        namespaceId: namespace.namespaceId,
        rule,
        hub,
        consumerGroup: `splunk-${Math.floor(turn / rulesPerWorkspace) + 1}`,
        ruleTables: ['SecurityIncident'],
      };
      return {
        name,
        title: `Fleet ${index + 1}`,
        owner: plant.owner,
        annotations: {
          'siem-forwarder/export-rule': `${plant.workspaceId}/dataExports/${rule}`,
          'siem-forwarder/event-hub': `${namespace.namespaceId}/eventhubs/${hub}`,
          'siem-forwarder/application-id': demoApplicationId(name),
          'siem-forwarder/tables': specification.ruleTables.join(','),
          'siem-forwarder/siem': 'soc-splunk',
          'siem-forwarder/consumer-group': specification.consumerGroup,
        },
        specification,
      };
    },
  );
  for (let place = workspaces.length; place < size.workspaces; place += 1) {
    workspaces.push(plantOf(place, numbered('law-fleet', place), ''));
  }
  return {
    subscriptions,
    workspaces,
    namespaces: namespaces.map(plant => ({
      plant,
      ...tierFor(hubsOf.get(plant.namespaceId) ?? 0),
    })),
    forwarders,
  };
}
