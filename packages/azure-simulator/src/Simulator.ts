import { Duration } from 'luxon';
import { Behaviours } from './Behaviours';
import { Clock, ManualClock } from './clock/Clock';
import { AdvanceDuration } from './control/SimulatorClient';
import { SimulatorCredentials } from './Credentials';
import { runFlow } from './flow/runFlow';
import { FaultDesk } from './faults/FaultDesk';
import { RequestLog } from './http/RequestLog';
import { Latencies } from './Latencies';
import { ScenarioDesk } from './scenarios/ScenarioDesk';
import { SeedFunction } from './seed/Seed';
import { SimulatorState } from './state';
import { ChangeCause } from './state/StateFile';
import { World } from './World';

/** Longest step of an advance (milliseconds). */
const longestStep = 60_000;

/** The simulated cloud without its servers: state, time, flow. */
export class Simulator implements World {
  readonly requests = new RequestLog();
  readonly faults = new FaultDesk();
  readonly scenarios: ScenarioDesk;
  readonly clock: Clock;
  readonly credentials: SimulatorCredentials;
  latencies: Latencies;
  behaviours: Behaviours;
  state: SimulatorState;
  /** Called whenever the state may have changed. */
  onChange: (cause: ChangeCause) => void = () => {};

  constructor(options: {
    clock: Clock;
    credentials: SimulatorCredentials;
    latencies: Latencies;
    behaviours: Behaviours;
    state: SimulatorState;
  }) {
    this.clock = options.clock;
    this.credentials = options.credentials;
    this.latencies = options.latencies;
    this.behaviours = options.behaviours;
    this.state = options.state;
    this.scenarios = new ScenarioDesk({
      world: this,
      faults: this.faults,
      portalAppId: options.credentials.sweeper.clientId,
    });
  }

  changed(): void {
    this.onChange('request');
  }

  /** Lets happen what happens up to the present. */
  tick(): void {
    runFlow(this);
    this.onChange('traffic');
  }

  /** Moves a manual clock forward and runs the ticks between. */
  advance(duration: AdvanceDuration, tickInterval: number): void {
    if (!(this.clock instanceof ManualClock)) {
      throw new Error(
        'The simulator runs in real time: start it with a manual clock to advance it.',
      );
    }
    const span = Duration.fromObject(duration).toMillis();
    const end = this.clock.now() + span;
    // Hours need no finer steps than minutes.
    const step = Math.max(tickInterval, Math.min(longestStep, span / 500));
    while (this.clock.now() < end) {
      this.clock.moveTo(Math.min(end, this.clock.now() + step));
      this.tick();
    }
  }

  /** Starts over with a seed. */
  reset(seed: SeedFunction): void {
    this.state = seed({
      now: this.clock.now(),
      credentials: this.credentials,
    });
    this.requests.clear();
    this.faults.clear();
    this.scenarios.clear();
    this.changed();
  }
}
