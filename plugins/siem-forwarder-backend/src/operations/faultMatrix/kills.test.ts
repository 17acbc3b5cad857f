import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { provisioningSteps } from 'backstage-plugin-siem-forwarder-common';
import knexFactory, { Knex } from 'knex';
import { remedies } from './__testUtils__/FaultCase';
import { FaultRig, fullSpec } from './__testUtils__/FaultRig';
import { faultTable } from './__testUtils__/faultTable';
import { lacksOf } from './__testUtils__/lacksOf';
import { ProcessTask } from './__testUtils__/ProcessTask';
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

describe('a backend process that is killed', () => {
  let folder: string;
  let database: string;
  let db: Knex;
  let rig: FaultRig;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'siem-forwarder-kills-'));
    database = join(folder, 'portal.sqlite');
    db = knexFactory({
      client: 'better-sqlite3',
      connection: { filename: database },
      useNullAsDefault: true,
    });
    rig = await FaultRig.start(db);
  });
  afterAll(async () => {
    await rig?.cloud.stop();
    await db?.destroy();
    await rm(folder, { recursive: true, force: true });
  });

  /** Begins a step in a process of its own, and kills that once its call is out. */
  async function killAt(step: ProcessTask['step'], operationId: string) {
    const task: ProcessTask = {
      database,
      siemForwarder: rig.cloud.config,
      now: await rig.cloud.control.now(),
      id: ID,
      step,
    };
    const child = spawn(
      process.execPath,
      [
        '--require',
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
        join(__dirname, '__testUtils__/portalProcessMain.ts'),
      ],
      {
        env: { ...process.env, PROCESS_TASK: JSON.stringify(task) },
        stdio: ['ignore', 'ignore', 'pipe'],
      },
    );
    let words = '';
    child.stderr.on('data', chunk => {
      words += chunk;
    });
    const ended = new Promise<string>(resolve => {
      child.on('exit', (code, signal) => resolve(signal ?? `${code} ${words}`));
    });
    await Promise.race([rig.untilStruck(operationId), ended]);
    child.kill('SIGKILL');
    expect(await ended).toBe('SIGKILL');
  }

  it.each(kills)(
    'leaves nothing and loses nothing: $step, $moment $operationId, then $remedy',
    async ({ step, operationId, moment, remedy }) => {
      await rig.reset();
      const before = stateOf(await rig.cloud.control.state());
      const first = rig.process();
      await rig.open(first, ID);
      const at = provisioningSteps.indexOf(step);
      await rig.runSteps(first, ID, provisioningSteps.slice(0, at));
      await rig.cloud.control.clearRequests();
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
});
