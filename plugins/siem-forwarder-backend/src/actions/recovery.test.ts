import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  Operation,
  ProvisioningStep,
} from 'backstage-plugin-siem-forwarder-common';
import { startTestCloud, TestCloud } from '../__testUtils__';
import { OSAKA } from '../operations/__testUtils__/operationsFixture';
import { fullSpec } from '../operations/faultMatrix/__testUtils__/FaultRig';
import { lacksOf } from '../operations/faultMatrix/__testUtils__/lacksOf';
import { ScaffolderProcess } from './__testUtils__/ScaffolderProcess';

jest.setTimeout(300_000);

const PAUSE_MS = 500;

const kills: { step: ProvisioningStep; operationId: string }[] = [
  { step: 'siem:connect', operationId: 'applications.addPassword' },
  { step: 'namespace:begin', operationId: 'Namespaces_CreateOrUpdate' },
  { step: 'receiver:assign', operationId: 'RoleAssignments_Create' },
];

/** With the whole fault matrix all of them, with recovery on and off; else one: a dead claim takes its time to end. */
const isWhole = Boolean(process.env.FAULT_MATRIX_KILLS);
const recoveries: ('on' | 'off')[] = isWhole ? ['on', 'off'] : ['on'];
const cases = recoveries.flatMap(recovery =>
  kills.slice(0, isWhole ? undefined : 1).map(kill => ({ recovery, ...kill })),
);

describe('a backend that is killed while the scaffolder runs the template', () => {
  let cloud: TestCloud;
  let folder: string;
  let processes: ScaffolderProcess[];

  beforeEach(async () => {
    processes = [];
    cloud = await startTestCloud({ seed: 'empty' });
    folder = await mkdtemp(join(tmpdir(), 'siem-forwarder-recovery-'));
  });
  afterEach(async () => {
    await Promise.all(processes.map(process => process.kill()));
    await cloud?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  async function start(recovery: 'on' | 'off') {
    const process = await ScaffolderProcess.start({
      backend: {
        database: {
          client: 'better-sqlite3',
          connection: { directory: folder },
        },
      },
      scaffolder: {
        taskRecovery: {
          enabled: recovery === 'on',
          staleTimeout: { seconds: 2 },
        },
      },
      siemForwarder: cloud.config,
    });
    processes.push(process);
    await until(() =>
      process
        .ask(
          'GET',
          '/api/catalog/entities/by-name/template/default/stream-to-siem',
        )
        .catch(() => undefined),
    );
    return process;
  }

  async function until<T>(read: () => Promise<T | undefined | false>) {
    for (;;) {
      const value = await read();
      if (value) {
        return value;
      }
      await new Promise(resolve => setTimeout(resolve, PAUSE_MS));
    }
  }

  /** Waits until an operation is done, and makes the incident that its last steps look for. */
  async function done(process: ScaffolderProcess, id: string) {
    let incident = false;
    return until(async () => {
      const { workspaces } = await cloud.control.state();
      const { dataExports } = workspaces[OSAKA.toLowerCase()];
      if (!incident && Object.keys(dataExports).length > 0) {
        incident = true;
        await cloud.control.createIncident(OSAKA);
      }
      const operation = await process.ask<Operation>(
        'GET',
        `/api/siem-forwarder/v1/operations/${id}`,
      );
      return operation.status === 'done' && operation;
    });
  }

  it.each(cases)(
    'in $step, with recovery $recovery: the run goes on to a complete forwarder',
    async ({ recovery, operationId }) => {
      const first = await start(recovery);
      await cloud.control.fault({ operationId, status: 'silent', times: 1 });
      const { id } = await first.ask<{ id: string }>(
        'POST',
        '/api/scaffolder/v2/tasks',
        { templateRef: 'template:default/stream-to-siem', values: fullSpec },
      );
      await until(async () =>
        (
          await cloud.control.requests()
        ).some(
          request =>
            request.operationId === operationId && request.status === 0,
        ),
      );
      await first.kill();

      const second = await start(recovery);
      if (recovery === 'off') {
        // The scaffolder takes the task for running; the portal goes on with it.
        await second.ask(
          'POST',
          `/api/siem-forwarder/v1/operations/${id}/retry`,
        );
      }
      expect(await done(second, id)).toMatchObject({
        driver: recovery === 'off' ? 'portal' : 'task',
      });
      expect(lacksOf(await cloud.control.state(), fullSpec)).toEqual([]);
      const { status } = await until(async () => {
        const task = await second.ask<{ status: string }>(
          'GET',
          `/api/scaffolder/v2/tasks/${id}`,
        );
        return (recovery === 'off' || task.status !== 'processing') && task;
      });
      expect(status).toBe(recovery === 'off' ? 'processing' : 'completed');
    },
  );
});
