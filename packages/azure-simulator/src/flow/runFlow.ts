import { trimMetrics } from '../metrics/countMetric';
import { readDirectly } from '../readers/readDirectly';
import { World } from '../World';
import { exportRows, trimHubs } from './exportRows';
import { produceTraffic } from './traffic';

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

/** The plants produce and the rules export, up to an instant. */
function moveRows(world: World, to: number): World {
  const { state } = world;
  const present = worldAt(world, to);
  produceTraffic(state, state.flowedUntil, to, world.behaviours);
  exportRows(present);
  state.flowedUntil = to;
  return present;
}

/** One step of a past that is made at once: rows move, and the SIEM reads from the state. */
export function flowStep(world: World, to: number): void {
  readDirectly(moveRows(world, to));
}

/** How the SIEM reads after each step; a promise when the step is to wait for it. */
export type SiemReading = (present: World) => Promise<void> | void;

/** Runs everything that happens up to the present of the world's clock. */
export async function runFlow(world: World, read: SiemReading): Promise<void> {
  const end = world.clock.now();
  const { state } = world;
  const start = state.flowedUntil;
  const gap = end - start;
  const step = Math.max(longestStep, Math.ceil(gap / mostSteps));
  do {
    const reading = read(
      moveRows(world, Math.min(end, state.flowedUntil + step)),
    );
    if (reading) {
      await reading;
    }
  } while (state.flowedUntil < end);
  // Forgetting walks over everything: once a minute is often enough.
  if (Math.floor(end / longestStep) > Math.floor(start / longestStep)) {
    trimHubs(worldAt(world, end));
    trimMetrics(state, end);
  }
}
