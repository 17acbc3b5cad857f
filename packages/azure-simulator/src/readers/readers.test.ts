import { demoApplicationId } from '../seed/demoForwarders';
import { plants, splunkIndex } from '../seed/demoIds';
import { SeedContext } from '../seed/Seed';
import { seedFleet } from '../seed/seedFleet';
import {
  AzureSimulator,
  AzureSimulatorOptions,
  startAzureSimulator,
} from '../startAzureSimulator';
import { SimulatorState } from '../state';

// Starting a cloud is slow on a machine that is busy.
jest.setTimeout(60_000);

const { austin } = plants;
const input = 'austin-incidents';
const appId = demoApplicationId(input);

describe("Splunk's inputs", () => {
  let simulator: AzureSimulator;

  afterEach(async () => {
    await simulator.stop();
  });

  /** Starts the fleet with one forwarder's input alone, and lets a test change it. */
  async function start(
    options: AzureSimulatorOptions = {},
    change: (state: SimulatorState) => void = () => {},
  ): Promise<void> {
    simulator = await startAzureSimulator({
      seed: (context: SeedContext) => {
        const state = seedFleet(context);
        const { inputs } = state.splunk;
        state.splunk.inputs = { [input]: inputs[input] };
        change(state);
        return state;
      },
      clock: { startAt: '2026-11-24T08:00:00Z', manual: true },
      latencies: 'none',
      ...options,
    });
  }

  const incident = (title: string) =>
    simulator.control.createIncident(austin.workspaceId, { title });

  /** Titles that came to Splunk, in the order in which they came. */
  async function titles(): Promise<string[]> {
    const { splunk } = await simulator.control.state('splunk');
    return splunk.events
      .filter(({ index }) => index === splunkIndex)
      .map(({ raw }) => JSON.parse(raw).Title);
  }

  /** Error lines of the add-on since the start, without time and marks. */
  async function errors(): Promise<string[]> {
    const { splunk } = await simulator.control.state('splunk');
    return splunk.events
      .filter(
        ({ index, raw, indexTime }) =>
          index === '_internal' &&
          raw.includes('level=ERROR') &&
          indexTime >= Date.parse('2026-11-24T08:00:00Z'),
      )
      .map(({ raw }) =>
        raw
          .replace(/^.*\| message=/, '')
          .replace(/ (TrackingId|Trace ID|Correlation ID|Timestamp).*$/, ''),
      );
  }

  it.each([
    ['WebSocket', '1'],
    ['TCP', '0'],
  ])(
    'read over %s with their own account and consumer group',
    async (_, flag) => {
      await start({}, state => {
        state.splunk.inputs[input].fields.use_amqp_over_websocket = flag;
      });
      await incident('one');
      await simulator.control.advance({ minutes: 1 });
      await expect(titles()).resolves.toEqual(['one']);
      await expect(simulator.control.hubs()).resolves.toEqual({
        connections: 1,
        cut: { batches: 0, events: 0 },
      });
      // Without its account it does not come again.
      simulator.eventHubs.dropConnections();
      await simulator.control.expireSecret(appId);
      await incident('two');
      await simulator.control.advance({ minutes: 1 });
      await expect(titles()).resolves.toEqual(['one']);
      expect((await errors())[0]).toContain('AADSTS7000222');
    },
  );

  it('connect to nothing in the modes direct and none', async () => {
    await start({ siemReaders: 'direct' });
    await incident('one');
    await simulator.control.advance({ minutes: 1 });
    await expect(titles()).resolves.toEqual(['one']);
    expect(simulator.eventHubs.connectionCount).toBe(0);
    await simulator.stop();
    await start({ siemReaders: 'none' });
    await incident('one');
    await simulator.control.advance({ minutes: 1 });
    await expect(titles()).resolves.toEqual([]);
  });

  it('do the same over AMQP and directly, errors included', async () => {
    const story = async (siemReaders: 'amqp' | 'direct') => {
      await start({ siemReaders });
      const { control } = simulator;
      await incident('one');
      await control.advance({ minutes: 2 });
      await control.expireSecret(appId);
      await incident('two');
      await control.advance({ minutes: 12 });
      const { splunk } = await control.state('splunk');
      const told = {
        titles: await titles(),
        errors: await errors(),
        checkpoints: splunk.checkpoints,
        input: splunk.inputs[input],
      };
      await simulator.stop();
      return told;
    };
    const direct = await story('direct');
    expect(direct.titles).toEqual(['one']);
    expect(direct.errors).toHaveLength(3);
    expect(direct.errors[0]).toContain('AADSTS7000222');
    await expect(story('amqp')).resolves.toEqual(direct);
  });

  it('share the partitions of a checkpoint, and take over those of one that stops', async () => {
    await start({}, ({ splunk }) => {
      const { [input]: first } = splunk.inputs;
      // Nothing is told, and counted anew, before the test has looked.
      first.reportedAt = Date.parse('2026-11-24T08:00:00Z');
      splunk.inputs.second = structuredClone({ ...first, name: 'second' });
    });
    const names = Array.from({ length: 12 }, (_, index) => `event ${index}`);
    for (const name of names.slice(0, 6)) {
      await incident(name);
      await simulator.control.advance({ seconds: 10 });
    }
    await expect(titles()).resolves.toEqual(names.slice(0, 6));
    const { splunk } = await simulator.control.state('splunk');
    const shares = [input, 'second'].map(
      name => splunk.inputs[name].unreported,
    );
    expect(shares[0] + shares[1]).toBe(6);
    expect(Math.min(...shares)).toBeGreaterThan(0);
    await simulator.control.disableSplunkInput(input);
    for (const name of names.slice(6)) {
      await incident(name);
      await simulator.control.advance({ seconds: 10 });
    }
    await expect(titles()).resolves.toEqual(names);
  });

  it('lose and double nothing when their connections end', async () => {
    await start();
    const dropped: number[] = [];
    const names = Array.from({ length: 6 }, (_, index) => `event ${index}`);
    for (const [index, name] of names.entries()) {
      await incident(name);
      await simulator.control.advance({ seconds: 10 });
      dropped.push(
        index % 2 === 0
          ? await simulator.control.dropHubConnections()
          : await simulator.control.dropHubLinks({ hub: 'incidents' }),
      );
    }
    expect(dropped.filter(count => count === 0)).toEqual([]);
    await expect(titles()).resolves.toEqual(names);
    await expect(errors()).resolves.toEqual([]);
  });

  it('say what the services told them, and start again when their interval is over', async () => {
    await start();
    await simulator.control.refuseHubLinks('entityDisabled', { times: 1 });
    await incident('one');
    await simulator.control.advance({ minutes: 1 });
    await expect(titles()).resolves.toEqual([]);
    await expect(errors()).resolves.toEqual([
      expect.stringMatching(
        /^"Error occurred while connecting to eventhub: .* is currently disabled/,
      ),
    ]);
    await simulator.control.advance({ minutes: 5 });
    await expect(titles()).resolves.toEqual(['one']);
  });

  it('go on for an hour after their secret ended, where tokens outlive secrets', async () => {
    await start({ behaviours: { tokensOutliveSecrets: true } });
    await incident('before');
    await simulator.control.advance({ minutes: 1 });
    await simulator.control.expireSecret(appId);
    await incident('meanwhile');
    await simulator.control.advance({ minutes: 30 });
    await expect(titles()).resolves.toEqual(['before', 'meanwhile']);
    await expect(errors()).resolves.toEqual([]);
    await simulator.control.advance({ minutes: 31 });
    await incident('too late');
    await simulator.control.advance({ minutes: 1 });
    await expect(titles()).resolves.toEqual(['before', 'meanwhile']);
    expect((await errors()).at(-1)).toContain('AADSTS7000222');
  });

  it('are named when they do not come', async () => {
    await start();
    await simulator.control.fault({ service: 'login', status: 'hang' });
    await incident('one');
    await expect(simulator.control.advance({ minutes: 1 })).rejects.toThrow(
      /the Splunk input 'austin-incidents' has not read partition \d up to \d+\. Lift the faults/,
    );
  });

  it('read on with a real clock, without anybody who waits', async () => {
    await start({ clock: undefined, tickInterval: 50 });
    await incident('one');
    const end = Date.now() + 10_000;
    while ((await titles()).length === 0 && Date.now() < end) {
      await new Promise(resolve => {
        setTimeout(resolve, 20);
      });
    }
    await expect(titles()).resolves.toEqual(['one']);
  });
});
