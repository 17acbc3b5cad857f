import { Duration } from 'luxon';
import { Behaviours } from './Behaviours';
import { Clock, ManualClock } from './clock/Clock';
import { ControlRefusal } from './control/ControlRefusal';
import { AdvanceDuration } from './control/SimulatorClient';
import { SimulatorCredentials } from './Credentials';
import { runFlow, SiemReading } from './flow/runFlow';
import { FaultDesk } from './faults/FaultDesk';
import { RequestLog } from './http/RequestLog';
import { readDirectly } from './readers/readDirectly';
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
  /** How the SIEM reads; by default straight from the state. */
  reading: SiemReading = readDirectly;
  /** Called when the state has been replaced as a whole. */
  onReset: () => Promise<void> = async () => {};
  #ticking: Promise<void> = Promise.resolve();
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

  /** One walk of time after the other, also after one that failed: its caller was told. */
  #alone(walk: () => Promise<void>): Promise<void> {
    this.#ticking = this.#ticking.then(walk, walk);
    return this.#ticking;
  }

  async #tickNow(): Promise<void> {
    await runFlow(this, this.reading);
    this.onChange('traffic');
  }

  /**
   * Lets happen what happens up to the present. With a manual clock it ends when
   * the SIEM's readers have what they may read; it rejects when one does not
   * get it.
   */
  tick(): Promise<void> {
    return this.#alone(() => this.#tickNow());
  }

  /** Moves a manual clock forward and runs the ticks between. */
  async advance(
    duration: AdvanceDuration,
    tickInterval: number,
  ): Promise<void> {
    const { clock } = this;
    if (!(clock instanceof ManualClock)) {
      throw new ControlRefusal(
        "The simulator runs in real time, and a portal's own clock would not move along: apply a scenario for what takes long, serve with --latencies none, or give a test a manual clock.",
        409,
      );
    }
    const span = Duration.fromObject(duration).toMillis();
    // Hours need no finer steps than minutes.
    const step = Math.max(tickInterval, Math.min(longestStep, span / 500));
    await this.#alone(async () => {
      const end = clock.now() + span;
      while (clock.now() < end) {
        clock.moveTo(Math.min(end, clock.now() + step));
        await this.#tickNow();
      }
    });
  }

  /** Starts over with a seed. */
  async reset(seed: SeedFunction): Promise<void> {
    this.state = seed({
      now: this.clock.now(),
      credentials: this.credentials,
    });
    this.requests.clear();
    this.faults.clear();
    this.scenarios.raiseFaults();
    await this.onReset();
    this.changed();
  }
}
