import { actionsRegistryServiceFactory } from '@backstage/backend-defaults/alpha';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  TestBackend,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  AuthorizeResult,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import { demoForwarders } from 'azure-simulator';
import request from 'supertest';
import { startTestCloud, TestCloud } from '../__testUtils__';
import { specOf } from '../operations/__testUtils__/operationsFixture';
import { siemForwarderPlugin } from '../plugin';

jest.setTimeout(180_000);

const ALL = 'user:default/all';
const OWNER = 'user:default/lyon';
const STRANGER = 'user:default/stranger';
const DISABLED = 'resource:default/austin-alerts';

const entities = demoForwarders.map(
  ({ name, title, owner, annotations }): Entity => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: { name, title, annotations },
    spec: { type: 'siem-forwarder', owner },
    relations: [{ type: 'ownedBy', targetRef: owner }],
  }),
);
const lyon = demoForwarders.filter(({ owner }) => owner.includes('lyon'));

/** The catalog of a portal whose owners read what they own, as its own policy would decide. */
function catalogOfOwners() {
  const catalog = catalogServiceMock({ entities });
  const mayRead = (entity: Entity, options: unknown) =>
    !JSON.stringify(options).includes(OWNER) ||
    lyon.some(({ name }) => name === entity.metadata.name);
  return catalogServiceMock.mock({
    queryEntities: async (query, options) => {
      const page = await catalog.queryEntities(query, options);
      return { ...page, items: page.items.filter(e => mayRead(e, options)) };
    },
    getEntityByRef: async (ref, options) => {
      const entity = await catalog.getEntityByRef(ref, options);
      return entity && mayRead(entity, options) ? entity : undefined;
    },
  });
}

describe('actions of the registry', () => {
  const auditor = mockServices.auditor.mock();
  const success = jest.fn(async () => {});
  const fail = jest.fn(async () => {});
  /** Names of the permissions that nobody has just now. */
  let denied: string[] = [];
  let cloud: TestCloud;
  let backend: TestBackend;

  const decide = (name: string, options: unknown): PolicyDecision => {
    if (denied.includes(name) || JSON.stringify(options).includes(STRANGER)) {
      return { result: AuthorizeResult.DENY };
    }
    return name === 'catalog.entity.read' &&
      JSON.stringify(options).includes(OWNER)
      ? {
          result: AuthorizeResult.CONDITIONAL,
          pluginId: 'catalog',
          resourceType: 'catalog-entity',
          conditions: {
            rule: 'IS_ENTITY_OWNER',
            resourceType: 'catalog-entity',
          },
        }
      : { result: AuthorizeResult.ALLOW };
  };

  beforeAll(async () => {
    cloud = await startTestCloud();
    backend = await startTestBackend({
      features: [
        siemForwarderPlugin,
        actionsRegistryServiceFactory,
        auditor.factory,
        catalogOfOwners().factory,
        mockServices.rootConfig.factory({
          data: { siemForwarder: cloud.config },
        }),
        mockServices.permissions.mock({
          authorize: async (requests, options) =>
            requests.map(({ permission }) => {
              const { result } = decide(permission.name, options);
              return {
                result:
                  result === AuthorizeResult.DENY
                    ? AuthorizeResult.DENY
                    : AuthorizeResult.ALLOW,
              };
            }),
          authorizeConditional: async (requests, options) =>
            requests.map(({ permission }) => decide(permission.name, options)),
        }).factory,
      ],
    });
  });
  afterAll(async () => {
    await backend?.stop();
    await cloud?.stop();
  });
  beforeEach(() => {
    denied = [];
    jest.clearAllMocks();
    auditor.createEvent.mockResolvedValue({ success, fail });
  });

  const BASE = '/api/siem-forwarder/.backstage/actions/v1/actions';
  const as = (user: string) => mockCredentials.user.header(user);
  const invoke = async (name: string, input: object, user = ALL) => {
    const { status, body } = await request(backend.server)
      .post(`${BASE}/siem-forwarder:${name}/invoke`)
      .set('Authorization', as(user))
      .send(input);
    return { status, output: body.output, error: body.error?.message };
  };
  const listed = async (user: string) => {
    const { body } = await request(backend.server)
      .get(BASE)
      .set('Authorization', as(user));
    return body.actions.map((action: { name: string }) => action.name);
  };

  it('says of each what it may do', async () => {
    const { body } = await request(backend.server)
      .get(BASE)
      .set('Authorization', as(ALL));
    const attributes = body.actions.map(
      (action: { name: string; attributes: object }) => [
        action.name,
        action.attributes,
      ],
    );
    const reads = { readOnly: true, destructive: false, idempotent: true };
    expect(Object.fromEntries(attributes)).toEqual({
      'list-forwarders': reads,
      'get-forwarder': reads,
      'explain-forwarder': reads,
      'check-forwarder': { ...reads, readOnly: false },
      'plan-forwarder': reads,
    });
  });

  it('checks a forwarder now, and explains what is wrong', async () => {
    const rule = demoForwarders.find(({ name }) => name === 'austin-alerts')!
      .annotations['siem-forwarder/export-rule'];
    await cloud.control.patchRule(rule, { enable: false });
    const { status, output } = await invoke('check-forwarder', {
      entityRef: 'austin-alerts',
    });
    expect(status).toBe(200);
    expect(output).toMatchObject({
      entityRef: DISABLED,
      health: 'failing',
      reaches: 'no',
      why: expect.stringMatching(/disabled/),
      whatToDo: expect.stringMatching(/^Turn the rule on again: /),
      checkedAt: expect.any(String),
    });
    expect(auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({
        eventId: 'forwarder-check',
        severityLevel: 'medium',
        meta: { entityRef: DISABLED, actor: ALL },
      }),
    );
    expect(success).toHaveBeenCalledWith({ meta: { health: 'failing' } });
  });

  it('tells all that is known, and explains it from the store', async () => {
    const { output: known } = await invoke('get-forwarder', {
      entityRef: DISABLED,
    });
    expect(known).toMatchObject({
      entityRef: DISABLED,
      health: 'failing',
      findings: expect.arrayContaining([
        expect.objectContaining({
          checkId: 'export/rule-enabled',
          status: 'failing',
        }),
      ]),
    });
    const { output } = await invoke('explain-forwarder', {
      entityRef: DISABLED,
    });
    expect(output).toMatchObject({
      health: 'failing',
      reaches: 'no',
      since: known.since,
    });
  });

  it('lists and counts what the caller may read, and nothing else', async () => {
    const { output: all } = await invoke('list-forwarders', { limit: 100 });
    expect(all.total).toBe(entities.length);
    const { output: own } = await invoke('list-forwarders', {}, OWNER);
    expect(own.total).toBe(lyon.length);
    const counted = Object.values(own.counts as Record<string, number>);
    expect(counted.reduce((sum, count) => sum + count, 0)).toBe(lyon.length);
    expect(
      own.forwarders.map((f: { entityRef: string }) => f.entityRef).sort(),
    ).toEqual(lyon.map(({ name }) => `resource:default/${name}`).sort());
  });

  it('goes through the pages', async () => {
    const first = await invoke('list-forwarders', { limit: 5, sort: 'title' });
    const second = await invoke('list-forwarders', {
      limit: 5,
      sort: 'title',
      cursor: first.output.nextCursor,
    });
    const refs = [...first.output.forwarders, ...second.output.forwarders].map(
      forwarder => forwarder.entityRef,
    );
    expect(new Set(refs).size).toBe(10);
  });

  describe.each(['get-forwarder', 'explain-forwarder', 'check-forwarder'])(
    '%s',
    name => {
      it('says the same of what is not there and of what may not be read', async () => {
        const hidden = await invoke(name, { entityRef: DISABLED }, OWNER);
        const missing = await invoke(name, { entityRef: 'no-such' }, OWNER);
        expect([hidden.status, missing.status]).toEqual([404, 404]);
        expect(hidden.error).toBe(
          missing.error.replace('resource:default/no-such', DISABLED),
        );
        // The auditor is told of the one, though the caller is not.
        expect(auditor.createEvent).toHaveBeenCalledWith(
          expect.objectContaining({
            meta: { entityRef: DISABLED, actor: OWNER },
          }),
        );
        expect(fail).toHaveBeenCalled();
      });

      it('refuses what is no entity ref', async () => {
        expect(await invoke(name, { entityRef: 'resource:' })).toMatchObject({
          status: 400,
          error: expect.stringContaining("entityRef: 'resource:'"),
        });
      });
    },
  );

  it('is hidden from those without the permission to read', async () => {
    expect(await listed(STRANGER)).toEqual([]);
    denied = ['siem-forwarder.fleet.read'];
    expect(await listed(ALL)).toEqual([
      'get-forwarder',
      'explain-forwarder',
      'check-forwarder',
      'plan-forwarder',
    ]);
    expect((await invoke('list-forwarders', {})).status).toBe(404);
  });

  it('plans for nobody without the permission to create, nor for an owner of others', async () => {
    const forwarder = specOf({ owner: 'group:default/of-nobody' });
    expect(await invoke('plan-forwarder', { forwarder })).toMatchObject({
      status: 403,
      error: `owner: ${ALL} does not belong to 'group:default/of-nobody'; choose an owner that you belong to`,
    });
    denied = ['siem-forwarder.forwarder.create'];
    expect((await invoke('plan-forwarder', { forwarder })).status).toBe(404);
  });

  it('checks nothing without the permission to check', async () => {
    denied = ['siem-forwarder.forwarder.check'];
    expect(await invoke('check-forwarder', { entityRef: DISABLED })).toEqual({
      status: 403,
      output: undefined,
      error: `You lack the permission 'siem-forwarder.forwarder.check' on ${DISABLED}; ask the platform team for it`,
    });
    expect(fail).toHaveBeenCalledTimes(1);
    // Reading does not need it.
    expect(
      (await invoke('explain-forwarder', { entityRef: DISABLED })).status,
    ).toBe(200);
  });
});
