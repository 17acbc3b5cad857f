import { Behaviours } from './Behaviours';
import { Clock } from './clock/Clock';
import { Latencies } from './Latencies';
import { SimulatorState } from './state';

/** What every service works on: the state, the time and the cloud's slowness. */
export interface World {
  /** Replaced as a whole by a reset. */
  state: SimulatorState;
  readonly clock: Clock;
  latencies: Latencies;
  behaviours: Behaviours;
  /** Says that the state changed and is worth saving. */
  changed(): void;
}
