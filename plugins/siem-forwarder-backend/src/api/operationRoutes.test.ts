import {
  coreServices,
  createBackendModule,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  TestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { Knex } from 'knex';
import request from 'supertest';
import { startTestCloud, TestCloud } from '../__testUtils__';
import { specOf } from '../operations/__testUtils__/operationsFixture';
import { DatabaseOperationStore } from '../operations/DatabaseOperationStore';
import { stateOf } from '../operations/faultMatrix/__testUtils__/stateOf';
import { siemForwarderPlugin } from '../plugin';

jest.setTimeout(60_000);

const USER = mockCredentials.user.header('user:default/opener');
const SCAFFOLDER = mockCredentials.service.header({
  onBehalfOf: mockCredentials.service('plugin:scaffolder'),
  targetPluginId: 'siem-forwarder',
});
const DRIVER = 'siem-forwarder-operations';
const BEGIN = 'namespace:begin';

describe('the steps of an operation over HTTP', () => {
  const success = jest.fn(async () => {});
  const fail = jest.fn(async () => {});
  let cloud: TestCloud;
  let backend: TestBackend;
  let db: Knex;
  let scheduler: SchedulerService;
  let store: DatabaseOperationStore;

  beforeAll(async () => {
    cloud = await startTestCloud({ seed: 'empty' });
    backend = await startTestBackend({
      features: [
        siemForwarderPlugin,
        createBackendModule({
          pluginId: 'siem-forwarder',
          moduleId: 'test-services',
          register: env =>
            env.registerInit({
              deps: {
                database: coreServices.database,
                scheduler: coreServices.scheduler,
              },
              async init(deps) {
                scheduler = deps.scheduler;
                db = await deps.database.getClient();
              },
            }),
        }),
        catalogServiceMock.factory({ entities: [] }),
        mockServices.scheduler.factory({ skipTaskRunOnStartup: true }),
        mockServices.auditor.mock({
          createEvent: async () => ({ success, fail }),
        }).factory,
        mockServices.rootConfig.factory({
          data: { siemForwarder: cloud.config },
        }),
        mockServices.userInfo.mock({
          getUserInfo: async () => ({
            userEntityRef: 'user:default/opener',
            ownershipEntityRefs: ['group:default/plant-austin'],
          }),
        }).factory,
      ],
    });
    store = DatabaseOperationStore.create({ db });
  });
  afterEach(() => cloud.control.clearFaults());
  afterAll(async () => {
    await backend?.stop();
    await cloud?.stop();
  });

  const pathOf = (id: string) => `/api/siem-forwarder/v1/operations/${id}`;
  const open = (id: string, body: object = {}) =>
    request(backend.server)
      .put(pathOf(id))
      .set('Authorization', USER)
      .send({ spec: specOf(), ...body });

  /** Asks for a step as the scaffolder does: `fetch` with the signal of its task. */
  const step = (id: string, name: string, init: RequestInit = {}) =>
    fetch(
      `http://localhost:${backend.server.port()}${pathOf(
        id,
      )}/steps/${encodeURIComponent(name)}`,
      {
        method: 'PUT',
        ...init,
        headers: { Authorization: SCAFFOLDER, ...init.headers },
      },
    );

  async function runTo(id: string, last: string) {
    for (const name of ['prerequisites:check', 'source:prepare', BEGIN]) {
      if (name === last) {
        return;
      }
      const answer = await step(id, name);
      expect([name, answer.status]).toEqual([name, 200]);
    }
  }

  async function until(isSo: () => Promise<boolean>) {
    while (!(await isSo())) {
      await new Promise(resolve => setTimeout(resolve, 20));
    }
  }

  async function isFree(id: string) {
    const token = await store.claim(
      id,
      new Date().toISOString(),
      new Date(Date.now() + 1_000).toISOString(),
    );
    if (token !== undefined) {
      await store.release(id, token);
    }
    return token !== undefined;
  }

  async function driveUntilRolledBack(id: string) {
    // What was perhaps written is looked for until a minute has passed since.
    await db('operation_journal')
      .where({ operation_id: id })
      .whereNotNull('ended_at')
      .update({ ended_at: new Date(Date.now() - 61_000).toISOString() });
    await until(async () => {
      await scheduler.triggerTask(DRIVER);
      const { body } = await request(backend.server)
        .get(pathOf(id))
        .set('Authorization', USER);
      return body.status === 'rolled-back';
    });
  }

  it.each([
    ['without a body', {}],
    [
      'with a body that nobody reads',
      {
        headers: { 'Content-Type': 'text/plain' },
        body: 'x'.repeat(1_000_000),
      },
    ],
  ])(
    'stop within 5 s when the client leaves, %s, and can be taken back',
    async (name, init) => {
      const id = `left ${name}`.replaceAll(' ', '-');
      const before = stateOf(await cloud.control.state());
      await open(id);
      await runTo(id, BEGIN);
      await cloud.control.clearRequests();
      await cloud.control.fault({
        operationId: 'Namespaces_CreateOrUpdate',
        status: 'silent',
        times: 1,
      });
      success.mockClear();
      const cancel = new AbortController();
      const answer = step(id, BEGIN, { ...init, signal: cancel.signal });
      await until(async () =>
        (await cloud.control.requests()).some(({ status }) => status === 0),
      );
      expect(await isFree(id)).toBe(false);

      cancel.abort();
      await expect(answer).rejects.toThrow('aborted');
      const late = new Promise<boolean>(resolve => {
        setTimeout(() => resolve(false), 5_000).unref();
      });
      const freed = until(() => isFree(id)).then(() => true);
      expect(await Promise.race([freed, late])).toBe(true);
      const journal = await store.listJournal(id);
      expect(journal).toMatchObject([
        { action: 'create', kind: 'namespace', outcome: 'unknown' },
      ]);
      // It did as it was told: the audit does not speak of a failure.
      await until(async () => success.mock.calls.length > 0);
      expect(success).toHaveBeenCalledWith({ meta: { status: 'cancelled' } });
      expect(fail).not.toHaveBeenCalled();

      const rolledBack = await request(backend.server)
        .post(`${pathOf(id)}/rollback`)
        .set('Authorization', USER);
      expect(rolledBack.status).toBe(202);
      await driveUntilRolledBack(id);
      expect(stateOf(await cloud.control.state())).toEqual(before);
    },
  );

  it('goes on when the client comes back', async () => {
    await open('back');
    await runTo('back', BEGIN);
    await cloud.control.fault({
      operationId: 'Namespaces_CreateOrUpdate',
      status: 'silent',
      times: 1,
    });
    await cloud.control.clearRequests();
    const cancel = new AbortController();
    const answer = step('back', BEGIN, { signal: cancel.signal });
    await until(async () =>
      (await cloud.control.requests()).some(({ status }) => status === 0),
    );
    cancel.abort();
    await expect(answer).rejects.toThrow('aborted');
    await until(() => isFree('back'));
    const again = await step('back', BEGIN);
    expect([again.status, await again.json()]).toMatchObject([
      200,
      { status: 'done' },
    ]);
    await store.beginRollBack('back', 'Of no use.', new Date().toISOString());
    await driveUntilRolledBack('back');
  });

  it('rolls back by itself what failed, where the form asks for it', async () => {
    const before = stateOf(await cloud.control.state());
    const opened = await open('by-itself', { rollBackOnFailure: true });
    expect(opened.body.rollBackOnFailure).toBe(true);
    await runTo('by-itself', BEGIN);
    await step('by-itself', BEGIN);
    await cloud.control.fault({
      operationId: 'servicePrincipals.servicePrincipal.CreateServicePrincipal',
      status: 403,
    });
    const failed = await step('by-itself', 'application:register');
    expect(failed.status).toBe(502);
    await cloud.control.clearFaults();
    const { body } = await request(backend.server)
      .get(pathOf('by-itself'))
      .set('Authorization', USER);
    expect(body).toMatchObject({
      status: 'rolling-back',
      rollBack: expect.stringMatching(/^'application:register' failed: /),
    });
    await driveUntilRolledBack('by-itself');
    expect(stateOf(await cloud.control.state())).toEqual(before);
  });
});
