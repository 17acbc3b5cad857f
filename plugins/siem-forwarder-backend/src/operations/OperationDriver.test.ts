import { TestDatabaseId, TestDatabases } from '@backstage/backend-test-utils';
import {
  provisioningSteps,
  WriteOutcome,
} from 'backstage-plugin-siem-forwarder-common';
import { DatabaseOperationStore } from './DatabaseOperationStore';
import { FaultRig, fullSpec } from './faultMatrix/__testUtils__/FaultRig';
import { lacksOf } from './faultMatrix/__testUtils__/lacksOf';
import { PortalProcess } from './faultMatrix/__testUtils__/PortalProcess';
import { stateOf } from './faultMatrix/__testUtils__/stateOf';
import { ResourceKind } from './OperationStore';

jest.setTimeout(120_000);

const ID = 'driven';
const MOST_ROUNDS = 60;

/** Writes between which and their outcome a process dies. */
const kinds: ResourceKind[] = [
  'namespace',
  'application',
  'client-secret',
  'vault-secret',
  'siem-reader',
  'role-assignment',
  'export-rule',
  'registration',
];

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_17'] });

describe.each(databases.eachSupportedId())(
  'OperationDriver in %s',
  (database: TestDatabaseId) => {
    let rig: FaultRig;
    let before: unknown;

    beforeAll(async () => {
      rig = await FaultRig.start(await databases.init(database));
    });
    beforeEach(async () => {
      await rig.reset();
      before = stateOf(await rig.cloud.control.state());
    });
    afterAll(() => rig?.cloud.stop());

    /** Lets processes drive at the same moments until the operation is closed. */
    async function driveTogether(processes: PortalProcess[]) {
      for (let round = 0; round < MOST_ROUNDS; round += 1) {
        await Promise.all(processes.map(({ driver }) => driver.tick()));
        await Promise.all(processes.map(({ driver }) => driver.settled()));
        const { status } = (await rig.store.getOperation(ID))!;
        if (status === 'done' || status === 'rolled-back') {
          return status;
        }
        await rig.pass(31);
      }
      throw new Error('The operation goes on and on');
    }

    /** Each line of the journal, and how often it stands there. */
    async function timesOf(actions: string[]) {
      const times = new Map<string, number>();
      for (const { action, resource } of await rig.store.listJournal(ID)) {
        if (actions.includes(action)) {
          const line = `${action} ${resource}`;
          times.set(line, (times.get(line) ?? 0) + 1);
        }
      }
      return times;
    }

    it('makes one set of resources when two replicas drive at once', async () => {
      const processes = [rig.process(), rig.process()];
      await rig.open(processes[0], ID);
      await processes[0].operations.retry(ID);
      expect(await driveTogether(processes)).toBe('done');
      expect(lacksOf(await rig.cloud.control.state(), fullSpec)).toEqual([]);
      const times = await timesOf(['create']);
      expect(times.size).toBeGreaterThan(8);
      expect([...times].filter(([, count]) => count > 1)).toEqual([]);
    });

    it('takes everything back when two replicas drive at once', async () => {
      const processes = [rig.process(), rig.process()];
      await rig.open(processes[0], ID);
      await rig.runSteps(
        processes[0],
        ID,
        provisioningSteps.slice(
          0,
          provisioningSteps.indexOf('siem:connect') + 1,
        ),
      );
      await processes[0].operations.rollBack(ID, 'Somebody asked.');
      expect(await driveTogether(processes)).toBe('rolled-back');
      expect(stateOf(await rig.cloud.control.state())).toEqual(before);
    });

    /** A process that dies once a write of a kind is through, before it is noted. */
    async function dying(kind: ResourceKind) {
      const now = new Date(await rig.cloud.control.now());
      let died = () => {};
      let kill = () => {};
      const death = new Promise<void>(resolve => {
        died = resolve;
      });
      const watched = new Set<number>();
      const never = () => new Promise<never>(() => {});
      const store = new Proxy(rig.store, {
        get(target, name) {
          const member = Reflect.get(target, name);
          if (name === 'insertIntent') {
            return async (
              ...given: Parameters<DatabaseOperationStore['insertIntent']>
            ) => {
              const id = await target.insertIntent(...given);
              if (given[0].kind === kind) {
                watched.add(id);
              }
              return id;
            };
          }
          if (name === 'recordOutcome') {
            return (
              ...given: Parameters<DatabaseOperationStore['recordOutcome']>
            ) => {
              if (!watched.has(given[0])) {
                return target.recordOutcome(...given);
              }
              kill();
              died();
              return never();
            };
          }
          return typeof member === 'function' ? member.bind(target) : member;
        },
      });
      const process = new PortalProcess({
        config: rig.cloud.rootConfig,
        store,
        now: () => now,
        callPatience: 30_000,
        maxRetries: 0,
        logger: rig.logger,
      });
      kill = () => process.kill();
      return { process, death };
    }

    it.each(
      kinds.flatMap((kind, index) => ({
        kind,
        remedy: (['goes on', 'takes it back'] as const)[index % 2],
      })),
    )(
      'another replica $remedy when one dies between the write of a $kind and its outcome',
      async ({ kind, remedy }) => {
        const first = rig.process();
        await rig.open(first, ID);
        for (const step of provisioningSteps) {
          const { process, death } = await dying(kind);
          const answer = process.answer(ID, step);
          const ended = await Promise.race([
            death.then(() => 'died' as const),
            answer,
          ]);
          if (ended === 'died') {
            break;
          }
          // What waits goes on in a process that lives.
          await rig.prepare(step);
          await rig.run(first, ID, step);
        }
        const outcomes = (await rig.store.listJournal(ID))
          .filter(line => line.kind === kind)
          .map((line): WriteOutcome | undefined => line.outcome);
        expect(outcomes.at(-1)).toBeUndefined();

        const another = rig.process();
        await (remedy === 'goes on'
          ? another.operations.retry(ID)
          : another.operations.rollBack(ID, 'Somebody asked.'));
        // The dead one holds its claim for half a minute.
        await another.driver.tick();
        await another.driver.settled();
        const held = await rig.store.getOperation(ID);
        expect(['open', 'rolling-back']).toContain(held?.status);
        await driveTogether([another]);
        const state = await rig.cloud.control.state();
        expect(
          remedy === 'goes on' ? lacksOf(state, fullSpec) : stateOf(state),
        ).toEqual(remedy === 'goes on' ? [] : before);
      },
    );
  },
);
