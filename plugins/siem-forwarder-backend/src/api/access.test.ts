import {
  mockCredentials,
  mockServices,
  startTestBackend,
  TestBackend,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import request from 'supertest';
import { startTestCloud, TestCloud } from '../__testUtils__';
import {
  AUSTIN,
  LYON,
  specOf,
  writesTo,
} from '../operations/__testUtils__/operationsFixture';
import { siemForwarderPlugin } from '../plugin';

jest.setTimeout(120_000);

const MEMBER = mockCredentials.user.header('user:default/guest');
const COLLEAGUE = mockCredentials.user.header('user:default/colleague');
const STRANGER = mockCredentials.user.header('user:default/stranger');
const DENIED = mockCredentials.user.header('user:default/denied');
const service = (subject: string) =>
  mockCredentials.service.header({
    onBehalfOf: mockCredentials.service(subject),
    targetPluginId: 'siem-forwarder',
  });
const SCAFFOLDER = service('plugin:scaffolder');
const CATALOG = service('plugin:catalog');

const owners: Record<string, string[]> = {
  'user:default/guest': ['group:default/plant-austin'],
  'user:default/colleague': ['Group:default/Plant-Austin'],
  'user:default/stranger': ['group:default/plant-lyon'],
  'user:default/denied': ['group:default/plant-austin'],
};

const HUB = `${AUSTIN.replace(
  'Microsoft.OperationalInsights/workspaces/law-ot-austin',
  'Microsoft.EventHub/namespaces/evhns-test',
)}/eventhubs/defender-iot`;

const forwarder = (
  name: string,
  annotations: Record<string, string>,
): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Resource',
  metadata: {
    name,
    annotations: {
      'siem-forwarder/export-rule': `${AUSTIN}/dataExports/export-${name}`,
      'siem-forwarder/event-hub': HUB,
      'siem-forwarder/application-id': '11111111-2222-4333-8444-555555555555',
      'siem-forwarder/siem': 'soc-elastic',
      ...annotations,
    },
  },
  spec: { type: 'siem-forwarder', owner: 'group:default/plant-austin' },
  relations: [{ type: 'ownedBy', targetRef: 'group:default/plant-austin' }],
});

describe('who may do what through the API', () => {
  let cloud: TestCloud;
  let backend: TestBackend;
  const auditor = mockServices.auditor.mock();
  const success = jest.fn(async () => {});
  const fail = jest.fn(async () => {});

  beforeAll(async () => {
    cloud = await startTestCloud({ seed: 'empty' });
    backend = await startTestBackend({
      features: [
        siemForwarderPlugin,
        auditor.factory,
        catalogServiceMock.factory({
          entities: [
            forwarder('elastic', {}),
            forwarder('foreign', {
              'siem-forwarder/event-hub': HUB.replace(
                'rg-ot-security',
                'rg-of-others',
              ),
            }),
          ],
        }),
        mockServices.rootConfig.factory({
          data: { siemForwarder: cloud.config },
        }),
        mockServices.userInfo.mock({
          getUserInfo: async credentials => {
            const { userEntityRef } = credentials.principal as {
              userEntityRef: string;
            };
            return {
              userEntityRef,
              ownershipEntityRefs: owners[userEntityRef],
            };
          },
        }).factory,
        mockServices.permissions.mock({
          authorize: async (requests, options) => {
            const denied = JSON.stringify(options).includes(
              'user:default/denied',
            );
            return requests.map(() => ({
              result: denied ? AuthorizeResult.DENY : AuthorizeResult.ALLOW,
            }));
          },
        }).factory,
      ],
    });
  });
  afterAll(async () => {
    await backend?.stop();
    await cloud?.stop();
  });
  beforeEach(async () => {
    jest.clearAllMocks();
    auditor.createEvent.mockResolvedValue({ success, fail });
    await cloud.control.clearRequests();
  });

  const BASE = '/api/siem-forwarder/v1';
  const get = (path: string, as: string) =>
    request(backend.server).get(`${BASE}${path}`).set('Authorization', as);
  const put = (path: string, as: string, body?: object) =>
    request(backend.server)
      .put(`${BASE}${path}`)
      .set('Authorization', as)
      .send(body);
  const plan = (as: string, spec = specOf()) =>
    request(backend.server)
      .post(`${BASE}/plan`)
      .set('Authorization', as)
      .send({ spec });
  const open = (id: string, as: string, spec = specOf()) =>
    put(`/operations/${id}`, as, { spec });
  const step = (id: string, name: string, as: string) =>
    put(`/operations/${id}/steps/${encodeURIComponent(name)}`, as);

  describe('opening an operation', () => {
    it.each([
      ['somebody of another owner', STRANGER, /does not belong to/],
      ['somebody without the permission', DENIED, /siem-forwarder.forwarder/],
      ['the scaffolder by itself', SCAFFOLDER, /./],
    ])('is refused to %s, and audited', async (_, as, reason) => {
      const { status, body } = await open('task-refused', as);
      expect([status, body.error.message]).toEqual([
        403,
        expect.stringMatching(reason),
      ]);
      expect(auditor.createEvent).toHaveBeenCalledWith(
        expect.objectContaining({
          eventId: 'operation-open',
          severityLevel: 'medium',
          meta: expect.objectContaining({ operation: 'task-refused' }),
        }),
      );
      expect(fail).toHaveBeenCalledTimes(1);
      expect((await get('/operations/task-refused', MEMBER)).status).toBe(404);
      // The SIEM's readers sign in by themselves.
      expect(
        (await cloud.control.requests()).filter(
          each => each.service !== 'login',
        ),
      ).toEqual([]);
    });

    it.each([
      [
        'a workspace',
        specOf({ workspaceId: LYON }),
        /^workspaceId: .*law-ot-lyon/,
      ],
      [
        'a resource group',
        specOf({
          namespace: { ...specOf().namespace, resourceGroup: 'rg-of-others' },
        }),
        /^namespace\.resourceGroup: .*rg-of-others/,
      ],
    ])('is refused for %s of others', async (_, spec, reason) => {
      const { status, body } = await open('task-outside', MEMBER, spec);
      expect([status, body.error.message]).toEqual([
        403,
        expect.stringMatching(reason),
      ]);
      // The SIEM's readers sign in by themselves.
      expect(
        (await cloud.control.requests()).filter(
          each => each.service !== 'login',
        ),
      ).toEqual([]);
    });

    it('names every bad field at once', async () => {
      const { status, body } = await open(
        'task-bad',
        MEMBER,
        specOf({
          name: 'Bad_Name',
          secret: { lifetimeDays: 999, keyVault: 'kv-ot-siem' },
        }),
      );
      expect(status).toBe(400);
      expect(body.error.message).toMatch(
        /2 things stand.*\n- name: .*\n- secret\.lifetimeDays: /,
      );
    });

    it('refuses what the model does not know', async () => {
      const { status } = await put('/operations/task-odd', MEMBER, {
        spec: { ...specOf(), authority: 'all' },
      });
      expect(status).toBe(400);
    });

    it('is allowed to a member, whose name stands on it', async () => {
      const { status, body } = await open('task-open', MEMBER);
      expect(status).toBe(200);
      expect(body).toMatchObject({
        id: 'task-open',
        status: 'open',
        actor: 'user:default/guest',
        entityRef: 'resource:default/ot-alerts',
        spec: specOf(),
      });
      expect(success).toHaveBeenCalledTimes(1);
    });
  });

  describe('running a step', () => {
    it.each([
      ['the user who opened the operation', MEMBER],
      ['another user', STRANGER],
      ['another plugin', CATALOG],
    ])('is refused to %s', async (_, as) => {
      await open('task-open', MEMBER);
      const { status } = await step('task-open', 'prerequisites:check', as);
      expect(status).toBe(403);
      expect(fail).toHaveBeenCalledTimes(1);
      // The SIEM's readers sign in by themselves.
      expect(
        (await cloud.control.requests()).filter(
          each => each.service !== 'login',
        ),
      ).toEqual([]);
    });

    it('is allowed to the scaffolder, for an operation that was opened', async () => {
      const unknown = await step('nowhere', 'source:prepare', SCAFFOLDER);
      expect(unknown.status).toBe(404);
      const early = await step('task-open', 'siem:connect', SCAFFOLDER);
      expect(early.status).toBe(409);
      const { status, body } = await step(
        'task-open',
        'prerequisites:check',
        SCAFFOLDER,
      );
      expect([status, body]).toEqual([
        200,
        expect.objectContaining({ status: 'done' }),
      ]);
      expect(await writesTo(cloud)).toEqual([]);
    });

    it('says when to ask again', async () => {
      await cloud.control.fault({
        service: 'resourceManager',
        method: 'GET',
        pathPattern: 'namespaces/evhns-test-austin$',
        status: 404,
        code: 'ResourceNotFound',
      });
      const answer = await step('task-open', 'event-hub:create', SCAFFOLDER);
      await cloud.control.clearFaults();
      expect(answer.body).toMatchObject({
        status: 'waiting',
        retryAfterSeconds: 1,
      });
      expect(answer.headers['retry-after']).toBe('1');
    });
  });

  it.each([
    ['its actor', MEMBER, 200],
    ['a member of its owner', COLLEAGUE, 200],
    ['the scaffolder', SCAFFOLDER, 200],
    ['another plugin', CATALOG, 403],
    ['somebody of another owner', STRANGER, 404],
    ['somebody without the permission', DENIED, 403],
  ])('shows an operation to %s or refuses it', async (_, as, expected) => {
    expect((await get('/operations/task-open', as)).status).toBe(expected);
  });

  it.each([
    ['somebody of another owner', STRANGER],
    ['somebody without the permission', DENIED],
    ['another plugin', CATALOG],
  ])('tells %s nothing of which operations exist', async (_, as) => {
    const hidden = await get('/operations/task-open', as);
    const missing = await get('/operations/task-none', as);
    expect(hidden.status).toBe(missing.status);
    expect(hidden.body.error).toEqual({
      ...missing.body.error,
      message: missing.body.error.message.replace('task-none', 'task-open'),
    });
  });

  describe('the form', () => {
    it('offers owners, SIEMs and vaults of the caller', async () => {
      const { body } = await get('/options', MEMBER);
      expect(body).toMatchObject({
        owners: ['group:default/plant-austin'],
        siems: [
          { id: 'soc-splunk', configures: true, verifies: true },
          { id: 'soc-elastic', configures: false, verifies: false },
        ],
        keyVaults: [{ id: 'kv-ot-siem' }],
      });
      expect((await get('/options', DENIED)).status).toBe(403);
    });

    it('lists the workspaces of an owner to its members only', async () => {
      const path = '/options/workspaces?owner=group:default/plant-austin';
      const { body } = await get(path, MEMBER);
      expect(body.items).toEqual([
        {
          id: AUSTIN,
          name: 'law-ot-austin',
          region: 'eastus2',
          resourceGroup: 'rg-ot-security',
          subscriptionId: 'a7c1f9d2-0b64-4e0f-8a3e-1f5d2c9b7e10',
          subscriptionName: 'OT production',
          owners: ['group:default/plant-austin', 'group:default/soc'],
          sentinel: true,
          iotConnector: 'connected',
          incidentCreation: 'on',
          activeExportRules: 0,
          production: [
            { table: 'SecurityIncident', rows: 0, iotRows: 0, bytes: 0 },
            { table: 'SecurityAlert', rows: 0, iotRows: 0, bytes: 0 },
          ],
        },
      ]);
      expect((await get(path, STRANGER)).status).toBe(403);
    });

    it.each([
      ['', /^evhns-ot-austin-[0-9a-f]{5}$/, 'available'],
      ['contoso-security', /^contoso-security$/, 'taken'],
      ['x', /^x$/, 'invalid'],
      ['a b', /^a b$/, 'invalid'],
    ])('checks the namespace name %p', async (name, pattern, state) => {
      const { body } = await get(
        `/options/namespace-name?owner=group:default/plant-austin&workspaceId=${AUSTIN}${
          // As the page sends it: a space becomes a plus.
          name && `&${new URLSearchParams({ name })}`
        }`,
        MEMBER,
      );
      expect(body).toMatchObject({
        name: expect.stringMatching(pattern),
        state,
      });
    });

    it('checks no name for a workspace of others', async () => {
      const { status } = await get(
        `/options/namespace-name?owner=group:default/plant-austin&workspaceId=${LYON}`,
        MEMBER,
      );
      expect(status).toBe(403);
      // The SIEM's readers sign in by themselves.
      expect(
        (await cloud.control.requests()).filter(
          each => each.service !== 'login',
        ),
      ).toEqual([]);
    });

    it('plans for members only', async () => {
      const { status, body } = await plan(MEMBER);
      expect([status, body.problems]).toEqual([200, []]);
      expect((await plan(STRANGER)).status).toBe(403);
      expect((await plan(DENIED)).status).toBe(403);
    });
  });

  it('gives registrations to plugins, not to users', async () => {
    expect((await get('/registrations', CATALOG)).body).toEqual({ items: [] });
    expect((await get('/registrations', MEMBER)).status).toBe(403);
  });

  describe('a handover', () => {
    const path = (name: string) =>
      `/forwarders/by-name/resource/default/${name}/handover`;

    it('says what people type into their SIEM', async () => {
      const { status, body } = await get(path('elastic'), MEMBER);
      expect(status).toBe(200);
      const text = JSON.stringify(body);
      expect(text).toContain('evhns-test.servicebus.windows.net');
      expect(text).toContain('11111111-2222-4333-8444-555555555555');
    });

    it.each([
      ['of a hub outside the scope', 'foreign', MEMBER, 404],
      ['of nothing', 'nothing', MEMBER, 404],
      ['without the permission', 'elastic', DENIED, 403],
    ])('%s is refused', async (_, name, as, expected) => {
      expect((await get(path(name), as)).status).toBe(expected);
    });
  });
});
