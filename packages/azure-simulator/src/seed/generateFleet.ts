import { azureBehaviours } from '../Behaviours';
import { FaultDesk } from '../faults/FaultDesk';
import { vaultId } from '../ids/armId';
import { latencyPresets } from '../Latencies';
import { Changes } from '../scenarios/Changes';
import { findForwarder } from '../scenarios/findForwarder';
import { scenarios } from '../scenarios/scenarios';
import { emptyState, SimulatorState } from '../state';
import { World } from '../World';
import { addForwarder } from './addForwarder';
import { addPortal } from './addPortal';
import {
  addIncidentCreationRule,
  addIotConnector,
  addNamespace,
  addResourceGroup,
  addSubscription,
  addVault,
  addWorkspace,
} from './addResources';
import { splunkIndex, tenantId, vaultName } from './demoIds';
import { FleetSize, planFleet } from './FleetPlan';
import { SeedContext, SeedFunction } from './Seed';

const day = 24 * 60 * 60 * 1000;

/** Scenarios that touch one forwarder alone, for those of a fleet that are not in order. */
export const fleetTroubles = [
  'rule-disabled',
  'expired-secret',
  'input-disabled',
  'role-removed',
  'hub-deleted',
  'input-mismatch',
  'secret-ends-soon',
] as const;

/** What a generated fleet is like. */
export interface FleetOptions extends FleetSize {
  /** Share of forwarders that are not in order, 0 (default) to 1; the scenarios of `fleetTroubles` take turns. */
  broken?: number;
}

function breakSome(
  state: SimulatorState,
  names: readonly string[],
  { now, credentials }: SeedContext,
): void {
  const world: World = {
    state,
    clock: { manual: true, now: () => now },
    latencies: latencyPresets.none,
    behaviours: azureBehaviours,
    changed: () => {},
  };
  names.forEach((name, index) => {
    const trouble = fleetTroubles[index % fleetTroubles.length];
    scenarios
      .find(scenario => scenario.name === trouble)
      ?.apply({
        world,
        faults: new FaultDesk(),
        forwarder: findForwarder(world, name),
        portalAppId: credentials.sweeper.clientId,
        changes: new Changes(),
      });
  });
}

/**
 * The seed of a fleet of any size: subscriptions, workspaces with Sentinel,
 * namespaces, hubs, rules, applications with secrets and roles, Splunk inputs,
 * and the portal's identities with their rights; no rows and no traffic.
 * `planFleet` of the same sizes tells the forwarders' annotations.
 */
export function generateFleet({
  broken = 0,
  ...size
}: FleetOptions): SeedFunction {
  const plan = planFleet(size);
  return context => {
    const { now } = context;
    const state = emptyState(tenantId, now);
    const { grant, grantReading, provisioner } = addPortal(state, context);
    plan.subscriptions.forEach(({ id, resourceGroup, location }, index) => {
      addSubscription(state, id, `Fleet ${index + 1}`);
      const group = addResourceGroup(state, id, resourceGroup, location);
      grantReading(id);
      for (const role of [
        'Contributor',
        'Role Based Access Control Administrator',
        'Log Analytics Contributor',
        'Microsoft Sentinel Contributor',
      ]) {
        grant(provisioner.id, role, group);
      }
    });
    const [first] = plan.subscriptions;
    const vault = vaultId(first.id, first.resourceGroup, vaultName);
    addVault(state, vault, first.location);
    grant(provisioner.id, 'Key Vault Secrets Officer', vault);
    for (const plant of plan.workspaces) {
      const workspace = addWorkspace(state, plant, now);
      addIotConnector(workspace);
      addIncidentCreationRule(workspace, true, now);
    }
    for (const { plant, tier, capacity } of plan.namespaces) {
      Object.assign(addNamespace(state, plant, now), { tier, capacity });
    }
    state.splunk.indexes.push(splunkIndex);
    for (const { specification } of plan.forwarders) {
      addForwarder(state, specification, { now, createdAt: now - 60 * day });
    }
    const every = broken > 0 ? Math.max(1, Math.round(1 / broken)) : Infinity;
    breakSome(
      state,
      plan.forwarders
        .filter((_, index) => index % every === every - 1)
        .map(({ name }) => name),
      context,
    );
    return state;
  };
}
