import { TestDatabases } from '@backstage/backend-test-utils';
import { provisioningSteps } from 'backstage-plugin-siem-forwarder-common';
import { remedies } from './__testUtils__/FaultCase';
import { FaultRig, fullSpec } from './__testUtils__/FaultRig';
import { faultTable } from './__testUtils__/faultTable';
import { lacksOf } from './__testUtils__/lacksOf';
import {
  OpenDatabase,
  openSharedDatabase,
} from './__testUtils__/openSharedDatabase';
import { ProcessTask } from './__testUtils__/ProcessTask';
import { SpawnedPortal, spawnPortal } from './__testUtils__/spawnPortal';
import { differencesOf, stateOf } from './__testUtils__/stateOf';

jest.setTimeout(180_000);

const ID = 'killed';

const every = provisioningSteps
  .flatMap(step =>
    Object.entries(faultTable[step])
      .filter(([, { kind }]) => kind === 'write')
      .flatMap(([call]) =>
        (['before', 'after'] as const).map(moment => ({
          step,
          operationId: call.split(' ')[1],
          moment,
        })),
      ),
  )
  .map((kill, index) => ({ ...kill, remedy: remedies[index % 3] }));

/** All of them with the whole fault matrix; a secret, a role and an application else. */
const kills = process.env.FAULT_MATRIX_KILLS
  ? every
  : every.filter(({ operationId, moment }) =>
      [
        'applications.addPassword after',
        'RoleAssignments_Create after',
        'applications.application.UpdateApplication after',
      ].includes(`${operationId} ${moment}`),
    );

/** For how long a process stands still (ms): longer than others leave it its claim. */
const STANDSTILL = 40_000;

/** Where it stands still: with a secret just issued; everywhere with the whole matrix. */
const standstills = every.filter(
  ({ operationId, moment }) =>
    moment === 'after' &&
    (process.env.FAULT_MATRIX_KILLS ||
      operationId === 'applications.addPassword'),
);

const supported = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_17'] });

describe.each(supported.eachSupportedId())(
  'a backend process, with %s',
  databaseId => {
    let database: OpenDatabase;
    let rig: FaultRig;

    beforeAll(async () => {
      database = await openSharedDatabase(supported, databaseId);
      rig = await FaultRig.start(database.db);
    });
    afterAll(async () => {
      await rig?.cloud.stop();
      await database?.close();
    });

    async function spawnAt(step: ProcessTask['step']): Promise<SpawnedPortal> {
      return spawnPortal({
        database: database.shared,
        siemForwarder: rig.cloud.config,
        now: await rig.cloud.control.now(),
        id: ID,
        step,
      });
    }

    async function runBefore(step: ProcessTask['step']): Promise<number> {
      const first = rig.process();
      await rig.open(first, ID);
      const at = provisioningSteps.indexOf(step);
      await rig.runSteps(first, ID, provisioningSteps.slice(0, at));
      await rig.cloud.control.clearRequests();
      return at;
    }

    /** Begins a step in a process of its own, and kills that once its call is out. */
    async function killAt(step: ProcessTask['step'], operationId: string) {
      const { child, ended } = await spawnAt(step);
      await Promise.race([rig.untilStruck(operationId), ended]);
      child.kill('SIGKILL');
      expect(await ended).toBe('SIGKILL');
    }

    it.each(kills)(
      'leaves nothing and loses nothing when it is killed: $step, $moment $operationId, then $remedy',
      async ({ step, operationId, moment, remedy }) => {
        await rig.reset();
        const before = stateOf(await rig.cloud.control.state());
        const at = await runBefore(step);
        await rig.cloud.control.fault({
          operationId,
          status: moment === 'after' ? 'silent' : 'hang',
          times: 1,
        });
        await killAt(step, operationId);

        const another = rig.process();
        if (remedy === 'resume') {
          await rig.runSteps(another, ID, provisioningSteps.slice(at));
        } else if (remedy === 'retry') {
          await another.operations.retry(ID);
          await rig.drive(another, ID);
        } else {
          await another.operations.rollBack(ID, 'Somebody pressed Roll back.');
          await rig.drive(another, ID);
        }
        const { status } = await another.operations.get(ID);
        expect(status).toBe(remedy === 'roll back' ? 'rolled-back' : 'done');
        const state = await rig.cloud.control.state();
        expect(
          status === 'done'
            ? lacksOf(state, fullSpec)
            : differencesOf(before, stateOf(state)),
        ).toEqual([]);
      },
    );

    it.each(standstills)(
      'makes one set of resources when it stands still for 40 s in $operationId while another replica goes on',
      async ({ step, operationId }) => {
        await rig.reset();
        const at = await runBefore(step);
        // What it sent is done while it stands, and the answer waits for it.
        await rig.cloud.control.fault({ operationId, delay: 1_000, times: 1 });
        const { child, ended } = await spawnAt(step);
        const isOut = async () =>
          (await rig.cloud.control.faults()).length === 0;
        while (child.exitCode === null && !(await isOut())) {
          await new Promise(resolve => setTimeout(resolve, 2));
        }
        child.kill('SIGSTOP');
        await new Promise(resolve => setTimeout(resolve, STANDSTILL));
        await rig.pass(STANDSTILL / 1_000);
        const another = rig.process();
        await rig.runSteps(another, ID, provisioningSteps.slice(at));
        expect(child.exitCode).toBe(null);
        child.kill('SIGCONT');
        await ended;
        expect(await another.operations.get(ID)).toMatchObject({
          status: 'done',
        });
        expect(lacksOf(await rig.cloud.control.state(), fullSpec)).toEqual([]);
      },
    );
  },
);
