import {
  mockCredentials,
  mockServices,
  startTestBackend,
  TestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import request from 'supertest';
import { startTestCloud, TestCloud } from '../__testUtils__';
import { specOf } from '../operations/__testUtils__/operationsFixture';
import { siemForwarderPlugin } from '../plugin';

jest.setTimeout(120_000);

const OPENER = 'user:default/opener';
const COLLEAGUE = 'user:default/colleague';
const STRANGER = 'user:default/stranger';

describe('open operations', () => {
  let cloud: TestCloud;
  let backend: TestBackend;

  beforeAll(async () => {
    cloud = await startTestCloud();
    backend = await startTestBackend({
      features: [
        siemForwarderPlugin,
        catalogServiceMock.factory({ entities: [] }),
        mockServices.rootConfig.factory({
          data: { siemForwarder: cloud.config },
        }),
        mockServices.userInfo.mock({
          getUserInfo: async ({ principal }: { principal: unknown }) => {
            const { userEntityRef } = principal as { userEntityRef: string };
            return {
              userEntityRef,
              ownershipEntityRefs: [
                userEntityRef,
                userEntityRef === STRANGER
                  ? 'group:default/others'
                  : 'group:default/plant-austin',
              ],
            };
          },
        }).factory,
      ],
    });
  });
  afterAll(async () => {
    await backend?.stop();
    await cloud?.stop();
  });

  const send = (
    method: 'get' | 'put' | 'post',
    path: string,
    as: string,
    body?: object,
  ) =>
    request(backend.server)
      [method](`/api/siem-forwarder/v1/operations${path}`)
      .set('Authorization', mockCredentials.user.header(as))
      .send(body);
  const idsFor = async (as: string) => {
    const { body } = await send('get', '?status=open', as);
    return body.items.map(({ id }: { id: string }) => id);
  };

  it('are listed, gone on with and rolled back by those who act for the owner, as if absent for others', async () => {
    const opened = await send('put', '/task-1', OPENER, { spec: specOf() });
    expect(opened.status).toBe(200);
    await send('put', '/task-dry', OPENER, { spec: specOf(), dryRun: true });
    expect(await idsFor(OPENER)).toEqual(['task-1']);
    expect(await idsFor(COLLEAGUE)).toEqual(['task-1']);
    expect(await idsFor(STRANGER)).toEqual([]);
    for (const verb of ['retry', 'rollback']) {
      const refused = await send('post', `/task-1/${verb}`, STRANGER);
      expect([refused.status, refused.body.error.name]).toEqual([
        404,
        'NotFoundError',
      ]);
    }
    const rolledBack = await send('post', '/task-1/rollback', COLLEAGUE);
    expect([rolledBack.status, rolledBack.body.rollBack]).toEqual([
      202,
      `${COLLEAGUE} asked.`,
    ]);
    const again = await send('post', '/task-1/retry', OPENER);
    expect([again.status, again.body.error.message]).toEqual([
      409,
      expect.stringContaining('start a new run'),
    ]);
    expect(await idsFor(OPENER)).toEqual([]);
  });

  it('have failed until somebody presses Retry', async () => {
    await send('put', '/task-2', OPENER, {
      spec: specOf({ siem: 'no-such-siem', name: 'ot-alerts-2' }),
    });
    const step = await request(backend.server)
      .put(
        '/api/siem-forwarder/v1/operations/task-2/steps/prerequisites%3Acheck',
      )
      .set(
        'Authorization',
        mockCredentials.service.header({
          onBehalfOf: mockCredentials.service('plugin:scaffolder'),
          targetPluginId: 'siem-forwarder',
        }),
      );
    expect(step.status).toBe(400);
    const failed = await send('get', '/task-2', OPENER);
    expect(failed.body.failures).toEqual([
      {
        step: 'prerequisites:check',
        message: expect.stringContaining('no-such-siem'),
        at: expect.any(String),
      },
    ]);
    const retried = await send('post', '/task-2/retry', COLLEAGUE);
    expect([retried.status, retried.body.failures]).toEqual([202, undefined]);
  });
});
