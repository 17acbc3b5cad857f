import { azureBehaviours } from '../Behaviours';
import { flowStep } from '../flow/runFlow';
import { produceTraffic } from '../flow/traffic';
import { latencyPresets } from '../Latencies';
import { SimulatorState } from '../state';
import { World } from '../World';
import { demoPlans } from './demoPlans';
import { applyStory, storyInstant } from './demoStories';
import { SeedContext } from './Seed';
import { addFleet } from './seedFleet';
import { seededWorkspace, seedEmpty } from './seedEmpty';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Days of rows in the workspaces. */
const rowDays = 30;

/** Days before the present since which rows really flow to Splunk. */
const flowDays = 8;

/** Lyon's yearly shutdown began this many days ago; no alert since. */
const shutdownDays = 9;

function walk(world: World, to: number, step: number) {
  while (world.state.flowedUntil < to) {
    flowStep(world, Math.min(to, world.state.flowedUntil + step));
  }
}

/**
 * The demo: Austin lively, Lyon with alerts only and in its yearly shutdown,
 * Osaka without the Defender for IoT connector; 30 days of rows, and a fleet of
 * forwarders whose rows have really flowed for eight days until, for some of
 * them, something happened.
 */
export function seedDemo(context: SeedContext): SimulatorState {
  const { now } = context;
  const state = seedEmpty(context);
  const world = {
    state,
    clock: { manual: true, now: () => now },
    latencies: latencyPresets.none,
    behaviours: azureBehaviours,
    changed: () => {},
  };
  const austin = seededWorkspace(state, 'austin');
  const lyon = seededWorkspace(state, 'lyon');
  const osaka = seededWorkspace(state, 'osaka');

  // Long ago: little traffic, only rows.
  austin.traffic = { iotAlertsPerHour: 1, otherIncidentsPerHour: 0 };
  lyon.traffic = { iotAlertsPerHour: 0.5, otherIncidentsPerHour: 0 };
  osaka.traffic = { iotAlertsPerHour: 0, otherIncidentsPerHour: 0.1 };
  let at = now - rowDays * day;
  while (at < now - flowDays * day) {
    if (at >= now - shutdownDays * day) {
      lyon.traffic.iotAlertsPerHour = 0;
    }
    produceTraffic(state, at, at + hour, azureBehaviours);
    at += hour;
  }
  state.flowedUntil = at;

  addFleet(state, now);

  // Since then rows flow; stories happen when their time has come.
  const stories = demoPlans
    .map(plan => ({ plan, at: storyInstant(plan.story, now) }))
    .sort((one, other) => one.at - other.at);
  for (const { plan, at: instant } of stories) {
    walk(world, Math.min(instant, now - day), 20 * minute);
    if (state.flowedUntil >= now - day) {
      austin.traffic = { iotAlertsPerHour: 6, otherIncidentsPerHour: 0 };
    }
    walk(world, Math.min(instant, now), 5 * minute);
    applyStory(state, plan, now);
  }
  walk(world, now, minute);
  // From now on an incident every 45 seconds or so, so that the demo is alive.
  austin.traffic = { iotAlertsPerHour: 80, otherIncidentsPerHour: 0 };
  // Counts that the add-on logged long ago tell nobody anything.
  state.splunk.events = state.splunk.events.filter(
    event => event.index !== '_internal' || event.indexTime >= now - day,
  );
  return state;
}
