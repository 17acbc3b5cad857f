import { createHash } from 'node:crypto';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { azureBehaviours } from '../Behaviours';
import { ManualClock } from '../clock/Clock';
import { createCredentials } from '../Credentials';
import { latencyPresets } from '../Latencies';
import { seedFunction } from '../seed/seedFunction';
import { Simulator } from '../Simulator';
import { AzureSimulator, startAzureSimulator } from '../startAzureSimulator';
import { SimulatorState } from '../state';
import { fleetTroubles } from '../seed/generateFleet';
import { scenarios } from './scenarios';

jest.setTimeout(60_000);

const startAt = '2026-11-24T08:00:00Z';
const forwarder = 'austin-incidents';
const credentials = createCredentials({}, Date.parse(startAt));

function fleetState(seed: 'fleet' | 'demo' | 'empty' = 'demo'): SimulatorState {
  return seedFunction(seed)({ now: Date.parse(startAt), credentials });
}

/** A simulator without servers over a state. */
function over(state: SimulatorState): Simulator {
  return new Simulator({
    clock: ManualClock.startingAt(startAt),
    credentials,
    latencies: latencyPresets.none,
    behaviours: azureBehaviours,
    state,
  });
}

/** What another run of the simulator reads. */
function saved({ state }: Simulator): SimulatorState {
  return JSON.parse(JSON.stringify(state));
}

/**
 * Digests of the parts of a state, in which the order of members counts;
 * without the book of scenarios, and without the Activity Log, to which taking
 * back adds. Neither the events of one instant nor the role
 * assignments have an order.
 */
function digestsOf({
  scenarios: _,
  activityLog: __,
  ...state
}: SimulatorState): Record<string, string> {
  const parts = {
    ...state,
    roleAssignments: Object.entries(state.roleAssignments).sort(),
    splunk: {
      ...state.splunk,
      events: state.splunk.events.map(event => JSON.stringify(event)).sort(),
    },
  };
  return Object.fromEntries(
    Object.entries(parts).map(([name, part]) => [
      name,
      createHash('sha256').update(JSON.stringify(part)).digest('hex'),
    ]),
  );
}

describe('the desk of scenarios', () => {
  const demo = fleetState();
  const fresh = () => over(structuredClone(demo));

  it.each(scenarios.map(({ name }) => [name]))(
    'takes %s back to the last member in another run',
    name => {
      const first = fresh();
      const before = digestsOf(first.state);
      const applied = first.scenarios.apply(name, forwarder);
      expect([digestsOf(first.state), first.faults.list()]).not.toEqual([
        before,
        [],
      ]);
      const next = over(saved(first));
      expect(
        next.scenarios.list().filter(({ inForceFor }) => inForceFor.length > 0),
      ).toMatchObject([{ name, inForceFor: [forwarder] }]);
      expect(next.faults.list()).toEqual(first.faults.list());
      expect(next.scenarios.undo()).toEqual([applied]);
      expect(digestsOf(next.state)).toEqual(before);
      expect(next.faults.list()).toEqual([]);
      expect(next.state.scenarios).toEqual([]);
    },
  );

  it('takes all scenarios of one forwarder back, the last first', () => {
    const simulator = fresh();
    const before = digestsOf(simulator.state);
    for (const name of fleetTroubles) {
      simulator.scenarios.apply(name, 'austin-alerts');
      // A deleted hub leaves no whole forwarder behind.
      if (name === 'hub-deleted') {
        simulator.scenarios.undo();
      }
    }
    const next = over(saved(simulator));
    while (next.state.scenarios?.length) {
      next.scenarios.undo();
    }
    expect(digestsOf(next.state)).toEqual(before);
  });

  it.each([
    ['expired-secret', 'secret-ends-soon'],
    ['extra-secret', 'expired-secret'],
    ['rule-disabled', 'rule-deleted'],
    ['hub-disabled', 'namespace-deleted'],
    ['quiet-workspace', 'alerts-without-incidents'],
  ])('refuses to take %s back before %s, which came later', (first, second) => {
    const simulator = fresh();
    const { scenarios: desk } = simulator;
    const before = digestsOf(simulator.state);
    desk.apply(first, forwarder);
    desk.apply(second, forwarder);
    const damaged = digestsOf(simulator.state);
    expect(() => desk.undo(first)).toThrow(
      `Scenario '${first}' of ${forwarder} cannot be undone before '${second}' of ${forwarder}, which changed the same thing later: undo '${second}' first.`,
    );
    expect(digestsOf(simulator.state)).toEqual(damaged);
    desk.undo(second);
    desk.undo(first);
    expect(digestsOf(simulator.state)).toEqual(before);
  });

  it('takes back in any order what has nothing in common', () => {
    const simulator = fresh();
    const { scenarios: desk } = simulator;
    const before = digestsOf(simulator.state);
    desk.apply('expired-secret', forwarder);
    desk.apply('input-disabled', forwarder);
    desk.undo('expired-secret');
    desk.undo('input-disabled');
    expect(digestsOf(simulator.state)).toEqual(before);
  });

  it('leaves alone what somebody mended meanwhile', () => {
    const { scenarios: desk, state } = fresh();
    desk.apply('retention-short', forwarder);
    desk.apply('expired-secret', forwarder);
    const hub = Object.values(state.namespaces).flatMap(({ eventHubs }) =>
      Object.values(eventHubs).filter(({ name }) => name === 'incidents'),
    )[0];
    hub.retentionHours = 24;
    const account = state.splunk.accounts[forwarder];
    const application = Object.values(state.directory.applications).find(
      ({ appId }) => appId === account.clientId,
    );
    const made = { keyId: 'new', endDateTime: '2027-11-24T08:00:00Z' };
    application?.passwordCredentials.push({
      ...application.passwordCredentials[0],
      ...made,
    });
    desk.undo();
    desk.undo();
    expect(hub.retentionHours).toBe(24);
    expect(application?.passwordCredentials).toEqual([
      expect.objectContaining({ endDateTime: '2027-03-24T08:00:00.000Z' }),
      expect.objectContaining(made),
    ]);
  });

  it('keeps the faults of scenarios out of the hands of others', () => {
    const { scenarios: desk, faults } = fresh();
    faults.add({ service: 'graph', status: 503 });
    desk.apply('portal-throttled');
    const ids = () => faults.list().map(({ id }) => id);
    expect(ids()).toEqual(['fault-1', 'fault-2', 'fault-3']);
    faults.clear();
    expect(ids()).toEqual(['fault-2', 'fault-3']);
    expect(() => faults.remove('fault-2')).toThrow(
      "Fault 'fault-2' is part of scenario 'portal-throttled': undo that",
    );
    desk.undo();
    expect(ids()).toEqual([]);
  });

  it('chooses only forwarders that are as the catalog describes them', () => {
    const { scenarios: desk } = fresh();
    expect(desk.apply('input-disabled').forwarder).toBe('austin-incidents');
    expect(desk.apply('input-disabled').forwarder).toBe('austin-alerts');
    // Else it would be austin-both-tables, which wants tables that its rule does not export.
    expect(() => desk.apply('input-disabled')).toThrow('No forwarder is sound');
  });

  it.each([
    'siem-down',
    'add-on-missing',
    'portal-forbidden',
    'portal-throttled',
  ])('lets %s happen where no forwarder is sound, or none at all', name => {
    const simulator = fresh();
    simulator.state.namespaces = {};
    expect(simulator.scenarios.apply(name)).toMatchObject({
      forwarder: 'austin-incidents',
    });
    expect(() => simulator.scenarios.apply(name)).toThrow(
      `Scenario '${name}' is in force for 'austin-incidents' already`,
    );
    const { scenarios: desk } = over(fleetState('empty'));
    expect(desk.apply(name)).toMatchObject({
      forwarder: null,
      lookFor: expect.stringMatching(/Every forwarder .* is hit\.$/),
    });
    expect(desk.undo()).toMatchObject([{ name, forwarder: null }]);
  });

  it.each([
    ['connector-off', 'Every forwarder of workspace law-ot-austin is hit.'],
    [
      'rule-disabled',
      'Every forwarder of data export rule export-incidents is hit.',
    ],
    ['hub-deleted', 'Every forwarder of event hub incidents is hit.'],
    ['tier-basic', /Every forwarder of namespace \S+ is hit\./],
    ['siem-down', 'Every forwarder of this Splunk is hit.'],
  ])('says who is hit by %s', (name, sentence) => {
    expect(fresh().scenarios.apply(name, forwarder).lookFor).toMatch(sentence);
  });
});

describe('a simulator that saves its state', () => {
  let running: AzureSimulator | undefined;
  let directory: string;

  const stop = async () => {
    await running?.stop();
    running = undefined;
  };

  const start = async (stateDir: string) => {
    running = await startAzureSimulator({
      seed: 'fleet',
      clock: { startAt, manual: true },
      credentials,
      stateDir,
    });
    return running;
  };

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'scenarios-'));
  });

  afterEach(async () => {
    await stop();
    await rm(directory, { recursive: true, force: true });
  });

  it('knows the scenarios in force after a crash and after an end, and undoes them', async () => {
    const stateDir = join(directory, 'state');
    const first = await start(stateDir);
    const before = await first.control.state('splunk', 'directory');
    await first.control.applyScenario('expired-secret', { forwarder });
    const applied = await first.control.applyScenario('input-disabled', {
      forwarder,
    });

    // The crash: what another run finds while this one has not ended.
    const file = join(stateDir, 'azure-simulator.json');
    let text = '';
    while (!text.includes('input-disabled')) {
      await sleep(100);
      text = await readFile(file, 'utf8').catch(() => '');
    }
    await cp(stateDir, join(directory, 'crash'), { recursive: true });
    await stop();

    for (const folder of [stateDir, join(directory, 'crash')]) {
      const { control } = await start(folder);
      const inForce = (await control.scenarios()).filter(
        ({ inForceFor }) => inForceFor.length > 0,
      );
      expect(inForce.map(({ name }) => name)).toEqual([
        'expired-secret',
        'input-disabled',
      ]);
      await expect(control.undoScenario()).resolves.toEqual([applied]);
      await control.undoScenario();
      expect(await control.state('splunk', 'directory')).toEqual(before);
      await stop();
    }
  });
});
