import type { FleetPlan } from 'azure-simulator';
import { Cadence, factDefinitions, FactName } from '../../src/collect/Facts';

/** What the floor is computed from. */
export interface FleetShape {
  workspaces: number;
  namespaces: number;
  hubs: number;
  /** Pairs of subscription and region, with what lies there. */
  places: { workspaces: number; namespaces: number }[];
  /** Workspaces by region, whatever their subscription. */
  regions: number[];
  /** Applications of the directory, each with a service principal. */
  applications: number;
  /** Service principals of the directory. */
  principals: number;
  /** Assignments of roles that let somebody receive. */
  assignments: number;
  siems: number;
}

/** Calls that bring facts at the least, and which facts they bring together. */
interface Reading {
  /** Undefined: a fact of the list needs no call of its own. */
  calls(shape: FleetShape): number;
  facts: readonly FactName[];
  /** Whether the calls are reads of Azure Resource Manager, which the subscription's bucket counts. */
  reads?: boolean;
}

const sum = (numbers: number[]) => numbers.reduce((all, one) => all + one, 0);
const pages = (items: number, size: number) => Math.ceil(items / size);

/**
 * The calls below which nobody can read the facts: each type of resource by
 * the largest list, batch or query that Azure and the SIEM offer for it.
 *
 * Sources: the documentation that the readings in `src/collect/readings` and
 * `src/azure` name for their page and batch sizes.
 */
const readings: readonly Reading[] = [
  {
    // Resource Graph, a thousand rows a page.
    facts: ['workspace', 'namespace'],
    calls: ({ workspaces, namespaces }) =>
      pages(workspaces + namespaces, 1_000),
  },
  { facts: ['exportRule'], calls: shape => shape.workspaces, reads: true },
  { facts: ['hub'], calls: shape => shape.namespaces, reads: true },
  { facts: ['networkRules'], calls: shape => shape.namespaces, reads: true },
  { facts: ['consumerGroups'], calls: shape => shape.hubs, reads: true },
  {
    // A workspace that lists connectors is onboarded.
    facts: ['iotConnectors', 'sentinelOnboarded'],
    calls: shape => shape.workspaces,
    reads: true,
  },
  {
    facts: ['incidentCreators'],
    calls: shape => shape.workspaces,
    reads: true,
  },
  {
    facts: ['exported', 'exportFailures'],
    calls: ({ places }) =>
      sum(places.map(place => pages(place.workspaces, 50))),
  },
  {
    facts: ['incoming', 'outgoing', 'throttled'],
    calls: ({ places }) =>
      sum(places.map(place => pages(place.namespaces, 50))),
  },
  {
    facts: ['production', 'iotAlerts', 'iotIncidents'],
    calls: ({ regions }) => sum(regions.map(count => pages(count, 100))),
  },
  // Grants of Graph's roles are asked for only where an application requests them.
  {
    facts: ['application', 'graphRoles'],
    calls: shape => pages(shape.applications, 999),
  },
  { facts: ['servicePrincipal'], calls: shape => pages(shape.principals, 999) },
  { facts: ['receiverRoles'], calls: shape => pages(shape.assignments, 1_000) },
  // Splunk: a list each, and a search each that answers at once.
  { facts: ['siemAccount'], calls: shape => shape.siems },
  { facts: ['siemInput'], calls: shape => shape.siems },
  { facts: ['readerErrors'], calls: shape => shape.siems },
  { facts: ['arrivals'], calls: shape => shape.siems },
  // Who the two tokens belong to, the add-on and the index.
  { facts: ['siemProblems'], calls: shape => 4 * shape.siems },
  // A token says itself when it ends.
  { facts: ['siemTokens'], calls: () => 0 },
];

/** The least calls of a sweep. */
export interface Floor {
  calls: number;
  /** Those that the buckets of Azure Resource Manager count. */
  reads: number;
}

/** The shape of a generated fleet. */
export function shapeOf(plan: FleetPlan): FleetShape {
  const places = new Map<string, { workspaces: number; namespaces: number }>();
  const regions = new Map<string, number>();
  const placeOf = (subscriptionId: string, location: string) => {
    const key = `${subscriptionId} ${location}`;
    const place = places.get(key) ?? { workspaces: 0, namespaces: 0 };
    places.set(key, place);
    return place;
  };
  for (const { subscriptionId, location } of plan.workspaces) {
    placeOf(subscriptionId, location).workspaces += 1;
    regions.set(location, (regions.get(location) ?? 0) + 1);
  }
  for (const { plant } of plan.namespaces) {
    placeOf(plant.subscriptionId, plant.location).namespaces += 1;
  }
  const hubs = new Set(
    plan.forwarders.map(({ annotations }) =>
      annotations['siem-forwarder/event-hub'].toLowerCase(),
    ),
  );
  const { length } = plan.forwarders;
  return {
    workspaces: plan.workspaces.length,
    namespaces: plan.namespaces.length,
    hubs: hubs.size,
    places: [...places.values()],
    regions: [...regions.values()],
    applications: length,
    principals: length,
    assignments: length,
    siems: 1,
  };
}

/**
 * The least calls with which the facts of some cadences can be read.
 *
 * @throws Error when a declared fact is in no reading, or in two
 */
export function floorOf(
  shape: FleetShape,
  cadences: readonly Cadence[],
): Floor {
  for (const name of Object.keys(factDefinitions) as FactName[]) {
    const found = readings.filter(({ facts }) => facts.includes(name)).length;
    if (found !== 1) {
      throw new Error(
        `The floor counts fact '${name}' ${found} times: name it in one reading of bench/calls/floors.ts`,
      );
    }
  }
  const due = readings.filter(({ facts }) =>
    facts.some(name => cadences.includes(factDefinitions[name].cadence)),
  );
  return {
    calls: sum(due.map(({ calls }) => calls(shape))),
    reads: sum(due.map(({ calls, reads }) => (reads ? calls(shape) : 0))),
  };
}
