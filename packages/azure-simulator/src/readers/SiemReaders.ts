import { connectionFailure } from './connectionFailure';
import { namespaceByHost } from '../amqp/hubEntity';
import { isTrue } from '../splunk/isTrue';
import { checkpointOf } from '../splunk/checkpointOf';
import { SplunkEventHubInput } from '../state';
import { World } from '../World';
import {
  CloudAddress,
  HubReader,
  ReadEvent,
  ReaderSettings,
} from './HubReader';
import { failInput, indexMessage, reportIngested } from './inputProcess';
import {
  FailingReader,
  newestUnread,
  planReaders,
  ReadyReader,
} from './planReaders';
import { unknownHost } from './readerAccess';

/** How long a step of a manual clock waits for a reader (ms of real time). */
const patience = 10_000;

/** Processes that splunkd starts in one tick of a real clock, so that a fleet does not start at once. */
const startsPerTick = 4;

/** The last failure of an input, and the rule that it followed from. */
interface LastFailure {
  rule: string | undefined;
  message: string;
}

/** What a step waits for: a reader that has what it may read, or has ended. */
interface Expectation {
  input: SplunkEventHubInput;
  isMet(): boolean;
  /** What is waited for, for the error. */
  wish: string;
}

function settingsOf(
  world: World,
  { fields }: SplunkEventHubInput,
): ReaderSettings {
  const account = world.state.splunk.accounts[fields.account];
  return {
    host: fields.event_hub_namespace,
    hub: fields.event_hub_name,
    group: fields.consumer_group || '$Default',
    webSocket: isTrue(fields.use_amqp_over_websocket ?? '1'),
    tenantId: account?.tenantId ?? '',
    clientId: account?.clientId ?? '',
    clientSecret: account?.clientSecret ?? '',
  };
}

/** Sequence number that each partition is read from. */
function positionsOf(
  partitions: readonly number[],
  checkpoint: Readonly<Record<string, number>>,
): Map<number, number> {
  return new Map(
    partitions.map(partition => [partition, checkpoint[partition] ?? 0]),
  );
}

/**
 * Keeps one reader for each input of Splunk that runs. With a manual clock a
 * step ends when every reader has read what it may, or has said why not; with
 * a real clock nothing waits.
 */
export class SiemReaders {
  readonly #world: World;
  readonly #cloud: CloudAddress;
  readonly #readers = new Map<string, HubReader>();
  readonly #failures = new Map<string, LastFailure>();
  readonly #stopping = new Set<Promise<void>>();
  #wake: () => void = () => {};

  constructor(world: World, cloud: CloudAddress) {
    this.#world = world;
    this.#cloud = cloud;
  }

  /**
   * Brings the readers in step with the inputs.
   * @returns with a manual clock and something to wait for, a promise; it rejects, naming the input, when a reader does not do its part in time
   */
  step(): Promise<void> | void {
    const world = this.#world;
    const plan = planReaders(world, name => this.#readers.has(name));
    const running = new Set(
      [...plan.ready, ...plan.failing].map(({ input }) => input.name),
    );
    for (const name of [...this.#readers.keys()]) {
      if (!running.has(name)) {
        this.#stop(name);
      }
    }
    const starts = { left: world.clock.manual ? Infinity : startsPerTick };
    const expected = [
      ...plan.failing.map(reader => this.#meetFailing(reader, starts)),
      ...plan.ready.map(reader => this.#meetReady(reader, starts)),
    ].flatMap(expectation => expectation ?? []);
    const report = () =>
      plan.ready.forEach(({ input }) => reportIngested(world, input));
    if (world.clock.manual && expected.some(({ isMet }) => !isMet())) {
      return this.#wait(expected).then(report);
    }
    report();
    return undefined;
  }

  /** An input that may not read tries all the same: what it logs is what the services tell it. */
  #meetFailing(
    { input, failure, partitions, checkpoint }: FailingReader,
    starts: { left: number },
  ): Expectation | undefined {
    const { name } = input;
    const last = this.#failures.get(name);
    if (
      this.#world.clock.manual &&
      last?.rule === failure &&
      !this.#readers.has(name)
    ) {
      // Nothing has changed since it heard this: days of it need no days of connections.
      failInput(this.#world, input, last.message);
      return undefined;
    }
    const reader = this.#ensure(input, failure, starts);
    reader?.assign(positionsOf(partitions, checkpoint));
    return (
      reader && {
        input,
        isMet: () => this.#readers.get(name) !== reader,
        wish: `has not been refused (${failure})`,
      }
    );
  }

  #meetReady(
    ready: ReadyReader,
    starts: { left: number },
  ): Expectation | undefined {
    const { input, entity, checkpoint, partitions } = ready;
    this.#failures.delete(input.name);
    const unread = partitions.flatMap(partition => {
      const last = newestUnread(
        entity.hub.partitions[partition],
        checkpoint[partition],
      );
      return last === undefined ? [] : [{ partition, last }];
    });
    if (
      this.#world.clock.manual &&
      unread.length === 0 &&
      !this.#readers.has(input.name)
    ) {
      // Nobody could tell whether it is connected, and a test need not wait for it.
      return undefined;
    }
    const reader = this.#ensure(input, undefined, starts);
    reader?.assign(positionsOf(partitions, checkpoint));
    return (
      reader && {
        input,
        isMet: () =>
          this.#readers.get(input.name) !== reader ||
          unread.every(
            ({ partition, last }) => (checkpoint[partition] ?? 0) > last,
          ),
        wish: `has not read ${unread
          .map(({ partition, last }) => `partition ${partition} up to ${last}`)
          .join(', ')}`,
      }
    );
  }

  /** The reader of an input, started anew when its settings have changed. */
  #ensure(
    input: SplunkEventHubInput,
    rule: string | undefined,
    starts: { left: number },
  ): HubReader | undefined {
    const { name } = input;
    const settings = settingsOf(this.#world, input);
    const running = this.#readers.get(name);
    if (running?.hasSettings(settings)) {
      return running;
    }
    if (running) {
      this.#stop(name);
    }
    if (starts.left <= 0) {
      return undefined;
    }
    starts.left -= 1;
    if (!this.#world.state.splunk.accounts[input.fields.account] && rule) {
      this.#fail(input, rule, rule);
      return undefined;
    }
    // Names are not resolved by a name server: the simulator knows them all.
    if (!namespaceByHost(this.#world, settings.host)) {
      this.#fail(
        input,
        rule,
        `Error occurred while connecting to eventhub: ${unknownHost(
          settings.host,
        )}`,
      );
      return undefined;
    }
    const reader: HubReader = new HubReader(settings, this.#cloud, {
      onEvents: (partition, events) =>
        this.#take(reader, input, partition, events),
      onEnded: error => {
        if (this.#readers.get(name) === reader) {
          this.#readers.delete(name);
          this.#fail(input, rule, connectionFailure(error));
          this.#wake();
        }
      },
    });
    this.#readers.set(name, reader);
    return reader;
  }

  #fail(
    input: SplunkEventHubInput,
    rule: string | undefined,
    message: string,
  ): void {
    this.#failures.set(input.name, { rule, message });
    failInput(this.#world, input, message);
  }

  #take(
    reader: HubReader,
    input: SplunkEventHubInput,
    partition: number,
    events: ReadEvent[],
  ): void {
    if (this.#readers.get(input.name) !== reader) {
      return;
    }
    const key = checkpointOf(input).uniqueIdentifier;
    const checkpoint = (this.#world.state.splunk.checkpoints[key] ??= {});
    for (const { sequenceNumber, body } of events) {
      // What came twice, as after a lost connection, is known by its number.
      if (sequenceNumber >= (checkpoint[partition] ?? 0)) {
        indexMessage(this.#world, input, body);
        checkpoint[partition] = sequenceNumber + 1;
      }
    }
    this.#wake();
  }

  #stop(name: string): void {
    const reader = this.#readers.get(name);
    this.#readers.delete(name);
    if (reader) {
      const stopped: Promise<void> = reader
        .stop()
        .finally(() => this.#stopping.delete(stopped));
      this.#stopping.add(stopped);
      this.#wake();
    }
  }

  async #wait(expected: Expectation[]): Promise<void> {
    const end = performance.now() + patience;
    for (;;) {
      const open = expected.filter(({ isMet }) => !isMet());
      if (open.length === 0) {
        return;
      }
      const left = end - performance.now();
      if (left <= 0) {
        throw new Error(
          `After ${patience / 1_000} s ${open
            .map(
              ({ input, wish }) => `the Splunk input '${input.name}' ${wish}`,
            )
            .join(
              '; ',
            )}. Lift the faults that hold it, or start the simulator with siemReaders 'direct'.`,
        );
      }
      await new Promise<void>(resolve => {
        const timer = setTimeout(resolve, left);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }

  /** Ends every reader: the state was replaced, or the simulator stops. */
  async stop(): Promise<void> {
    [...this.#readers.keys()].forEach(name => this.#stop(name));
    this.#failures.clear();
    await Promise.all(this.#stopping);
  }
}
