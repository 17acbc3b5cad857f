import { trimMetrics } from '../metrics/countMetric';
import { World } from '../World';
import { exportRows, trimHubs } from './exportRows';
import { produceTraffic } from './traffic';
import { readHubs } from './readHubs';

/** Longest step of simulated time; a longer gap is walked in several. */
const longestStep = 60_000;

/** Most steps of one gap: after a long pause the steps grow instead. */
const mostSteps = 3_000;

/** The same world at another instant. */
export function worldAt(world: World, instant: number): World {
  return {
    get state() {
      return world.state;
    },
    clock: { manual: true, now: () => instant },
    latencies: world.latencies,
    behaviours: world.behaviours,
    changed: () => world.changed(),
  };
}

/** One step: the plants produce, the rules export, the SIEM reads. */
export function flowStep(world: World, to: number): void {
  const { state } = world;
  const present = worldAt(world, to);
  produceTraffic(state, state.flowedUntil, to, world.behaviours);
  exportRows(present);
  readHubs(present);
  state.flowedUntil = to;
}

/** Runs everything that happens up to the present of the world's clock. */
export function runFlow(world: World): void {
  const end = world.clock.now();
  const { state } = world;
  const start = state.flowedUntil;
  const gap = end - start;
  const step = Math.max(longestStep, Math.ceil(gap / mostSteps));
  do {
    flowStep(world, Math.min(end, state.flowedUntil + step));
  } while (state.flowedUntil < end);
  // Forgetting walks over everything: once a minute is often enough.
  if (Math.floor(end / longestStep) > Math.floor(start / longestStep)) {
    trimHubs(worldAt(world, end));
    trimMetrics(state, end);
  }
}
