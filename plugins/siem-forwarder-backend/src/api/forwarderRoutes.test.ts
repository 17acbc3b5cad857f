import { createValidatedOpenApiRouterFromGeneratedEndpointMap } from '@backstage/backend-openapi-utils';
import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  TestBackend,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { ConfigReader } from '@backstage/config';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  ForwarderHealth,
  ForwarderSummary,
} from 'backstage-plugin-siem-forwarder-common';
import request from 'supertest';
import { DatabaseAuditLog } from '../audit';
import { FakeCloud, fakeCloud } from '../collect/__fixtures__/fakeCloud';
import { Collector } from '../collect/Collector';
import { ForwarderCatalog } from '../collect/ForwarderCatalog';
import {
  forwarderEntity,
  HUB_ID,
  NOW,
  RULE_ID,
} from '../evaluate/__fixtures__/healthyForwarder';
import { checks } from '../evaluate/checks';
import { formatInstant } from '../evaluate/formatTime';
import { defaultHealthSettings } from '../evaluate/HealthSettings';
import { DatabaseFleetIndex, FleetDirectory } from '../fleet';
import { spec } from '../schema/openapi.generated';
import { DatabaseOperationStore } from '../operations';
import { Scopes } from '../scopes';
import { DatabaseHealthStore } from '../store';
import { HealthSweep, sweepTables } from '../sweep';
import { AuditReader } from './AuditReader';
import { FleetSummaryReader } from './FleetSummaryReader';
import { ForwarderReader } from './ForwarderReader';
import { addExportRoutes } from './exportRoutes';
import { addForwarderRoutes } from './forwarderRoutes';
import { ReadAccess } from './ReadAccess';
import { RouteAuditor } from './RouteAuditor';
import { SiemForwarderEndpoints } from './SiemForwarderRouter';

const FOREIGN_HUB = HUB_ID.replace('rg-ot-security', 'rg-of-others');
const READER = mockCredentials.user('user:default/reader');
const OUTSIDER = mockCredentials.user('user:default/outsider');

const healthy = forwarderEntity({}, { name: 'austin', title: 'Austin line' });
const lyonEntity = forwarderEntity(
  { 'siem-forwarder/siem': 'soc-elastic' },
  { name: 'lyon', owner: 'group:default/plant-lyon' },
);
const intruder = forwarderEntity(
  { 'siem-forwarder/event-hub': FOREIGN_HUB },
  { name: 'intruder' },
);
const noForwarder: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Resource',
  metadata: { name: 'database' },
  spec: { type: 'database', owner: 'group:default/plant-austin' },
};
const entities = [healthy, lyonEntity, intruder, noForwarder];

const watched = (name: string) =>
  `/subscriptions/33333333-3333-4333-8333-333333333333/resourceGroups/rg-other/providers/Microsoft.OperationalInsights/workspaces/${name}`;
/** Two workspaces by name, and a subscription and a group as a whole. */
const scopesConfig = {
  siemForwarder: {
    scopes: [
      {
        owners: ['group:default/plant-austin'],
        workspaces: [RULE_ID.split('/dataExports/')[0], watched('law-houston')],
      },
      {
        owners: ['group:default/plant-lyon', 'group:default/plant-austin'],
        subscriptions: ['44444444-4444-4444-8444-444444444444'],
        resourceGroups: [
          '/subscriptions/33333333-3333-4333-8333-333333333333/resourceGroups/rg-lyon',
        ],
      },
    ],
  },
};

const path = (name: string) =>
  `/api/siem-forwarder/v1/forwarders/by-name/resource/default/${name}`;

const isOutsider = (options: unknown) =>
  JSON.stringify(options).includes(OUTSIDER.principal.userEntityRef);

/** What a policy is asked. */
interface Asked {
  permission: { name: string };
  resourceRef?: string;
}

describe('routes of forwarders', () => {
  let backend: TestBackend;
  let cloud: FakeCloud;
  let sweep: HealthSweep;
  let denied: (asked: Asked) => boolean;
  let lostScope: boolean;
  let now: number;
  let directory: FleetDirectory;
  const auditor = mockServices.auditor.mock();
  const success = jest.fn(async () => {});
  const fail = jest.fn(async () => {});

  beforeEach(async () => {
    jest.clearAllMocks();
    auditor.createEvent.mockResolvedValue({ success, fail });
    cloud = fakeCloud();
    denied = () => false;
    lostScope = false;
    now = NOW;
    const catalog = catalogServiceMock({ entities });
    // The catalog decides what a user may read: the outsider sees Lyon only.
    const readable = (
      options: Parameters<typeof catalog.queryEntities>[1],
    ): string[] | undefined =>
      isOutsider(options) ? ['lyon', 'database'] : undefined;
    const filtered = catalogServiceMock.mock({
      queryEntities: async (query, options) => {
        const page = await catalog.queryEntities(query, options);
        const names = readable(options);
        return {
          ...page,
          items: page.items.filter(
            ({ metadata }) => !names || names.includes(metadata.name),
          ),
        };
      },
      getEntityByRef: async (ref, options) => {
        const entity = await catalog.getEntityByRef(ref, options);
        const names = readable(options);
        return entity && (!names || names.includes(entity.metadata.name))
          ? entity
          : undefined;
      },
    });
    const plugin = createBackendPlugin({
      pluginId: 'siem-forwarder',
      register(env) {
        env.registerInit({
          deps: {
            auth: coreServices.auth,
            auditor: coreServices.auditor,
            catalog: catalogServiceRef,
            database: coreServices.database,
            httpAuth: coreServices.httpAuth,
            httpRouter: coreServices.httpRouter,
            logger: coreServices.logger,
            permissions: coreServices.permissions,
            userInfo: coreServices.userInfo,
          },
          async init(deps) {
            const forwarders = ForwarderCatalog.create(deps);
            const store = await DatabaseHealthStore.create(deps);
            const db = await deps.database.getClient();
            const index = DatabaseFleetIndex.create({ db });
            const scopes = {
              contains: (owner: string, id: { toString(): string }) =>
                !lostScope &&
                owner !== 'group:default/nobody' &&
                !id.toString().includes('rg-of-others'),
            };
            const siems = {
              get: (id: string) =>
                id === 'soc-elastic'
                  ? {
                      ...cloud.siem,
                      id,
                      title: 'SOC Elastic',
                      kind: 'handover',
                      verifies: false,
                    }
                  : cloud.siem,
              mayUse: () => true,
            };
            const made = DatabaseOperationStore.create({ db });
            await made.putRegistration({
              entityRef: 'resource:default/austin',
              owner: 'group:default/plant-austin',
              operationId: 'task-1',
              entity: healthy,
              outputs: { secretLocation: 'kv-ot-siem/siem-forwarder-austin' },
              registeredAt: new Date(NOW).toISOString(),
            });
            directory = FleetDirectory.create({
              forwarders,
              index,
              scopes,
              siems,
              policy: 'p',
              now: () => now,
            });
            sweep = HealthSweep.create({
              forwarders: directory,
              collector: Collector.create({
                tenants: { forSubscription: () => cloud.tenant },
                siems,
                scopes,
                now: () => now,
              }),
              store,
              ...sweepTables(db),
              settings: defaultHealthSettings,
              publisher: { publish: async () => {} },
              logger: deps.logger,
              now: () => now,
            });
            const router =
              createValidatedOpenApiRouterFromGeneratedEndpointMap<SiemForwarderEndpoints>(
                spec,
              );
            const reader = ForwarderReader.create({
              directory,
              forwarders,
              index,
              store,
              scopes,
              siems,
              now: () => now,
              secretLocationOf: async ref =>
                (await made.getRegistration(ref))?.outputs.secretLocation,
            });
            const routeAuditor = RouteAuditor.create(deps.auditor);
            const exporting = {
              access: ReadAccess.create(deps),
              audit: AuditReader.create({
                log: DatabaseAuditLog.create({ db, scopes }),
                reader,
              }),
              auditor: routeAuditor,
              reader,
            };
            addExportRoutes(router, exporting);
            addForwarderRoutes(router, {
              access: ReadAccess.create(deps),
              audit: AuditReader.create({
                log: DatabaseAuditLog.create({ db, scopes }),
                reader,
              }),
              auditor: routeAuditor,
              index,
              reader,
              summaries: FleetSummaryReader.create({
                ...deps,
                index,
                reader,
                scopes: Scopes.fromConfig(new ConfigReader(scopesConfig)),
                siems,
              }),
              sweep,
            });
            router.use(routeAuditor.refusals);
            deps.httpRouter.use(router);
          },
        });
      },
    });
    backend = await startTestBackend({
      features: [
        plugin,
        auditor.factory,
        mockServices.permissions.mock({
          authorize: async requests =>
            requests.map(asked => ({
              result: denied(asked)
                ? AuthorizeResult.DENY
                : AuthorizeResult.ALLOW,
            })),
          authorizeConditional: async (requests, options) =>
            requests.map(asked => {
              if (denied(asked)) {
                return { result: AuthorizeResult.DENY };
              }
              return asked.permission.name === 'catalog.entity.read' &&
                isOutsider(options)
                ? {
                    result: AuthorizeResult.CONDITIONAL,
                    pluginId: 'catalog',
                    resourceType: 'catalog-entity',
                    conditions: {
                      rule: 'IS_ENTITY_OWNER',
                      resourceType: 'catalog-entity',
                      params: { claims: ['group:default/plant-lyon'] },
                    },
                  }
                : { result: AuthorizeResult.ALLOW };
            }),
        }).factory,
        filtered.factory,
      ],
    });
  });

  afterEach(() => backend.stop());

  const get = (url: string, as = READER) =>
    request(backend.server)
      .get(url)
      .set(
        'Authorization',
        mockCredentials.user.header(as.principal.userEntityRef),
      );
  const post = (url: string, as = READER) =>
    request(backend.server)
      .post(url)
      .set(
        'Authorization',
        mockCredentials.user.header(as.principal.userEntityRef),
      );
  const LIST = '/api/siem-forwarder/v1/forwarders';

  it('shows a forwarder as not checked before the first check', async () => {
    const { status, body } = await get(path('austin'));
    expect(status).toBe(200);
    expect(body).toMatchObject({
      entityRef: 'resource:default/austin',
      title: 'Austin line',
      owner: 'group:default/plant-austin',
      siem: { id: 'soc-splunk', title: 'SOC Splunk', kind: 'splunk' },
      subscriptionId: 'a7c1f9d2-0b64-4e0f-8a3e-1f5d2c9b7e10',
      health: 'unknown',
      headline: 'Not checked yet',
      findings: [],
      values: [],
      uptime: { known: 0, hours: 24 },
    });
    expect(body.stages).toHaveLength(5);
    expect(body).not.toHaveProperty('checkedAt');
  });

  it('checks a forwarder, shows it, and notes it for audits', async () => {
    const checked = await post(`${path('austin')}/check`);
    expect(checked.status).toBe(200);
    expect(checked.body).toMatchObject({
      entityRef: 'resource:default/austin',
      health: 'healthy',
      headline: 'Incidents reach SOC Splunk.',
    });
    expect(checked.body.findings).toHaveLength(checks.length);
    expect(checked.body.values).toContainEqual({
      id: 'secret-location',
      label: 'Secret lies in',
      value: 'kv-ot-siem/siem-forwarder-austin',
    });
    expect((await get(path('austin'))).body).toEqual(checked.body);
    // Whoever may read only some is told the same of them.
    await post(`${path('lyon')}/check`);
    const lyon = (await get(path('lyon'))).body;
    expect((await get(path('lyon'), OUTSIDER)).body).toEqual(lyon);

    const { body } = await get(`${path('austin')}/transitions?limit=5`);
    expect(body.items).toMatchObject([
      { entityRef: 'resource:default/austin', to: checked.body.health },
    ]);
    expect(auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({
        eventId: 'forwarder-check',
        meta: { entityRef: 'resource:default/austin' },
      }),
    );
    expect(success).toHaveBeenCalledTimes(2);
  });

  it('presents as unknown what no sweep has checked for three periods', async () => {
    cloud.services.dataExports.list = async () => [];
    await sweep.sweepAll(new AbortController().signal);
    const austin = (await get(path('austin'))).body;
    expect(austin.health).toBe('failing');

    now += 14 * 24 * 3_600_000;
    const sentence = `Not checked since ${formatInstant(austin.checkedAt)}`;
    const unknown = {
      health: 'unknown',
      headline: sentence,
      since: austin.checkedAt,
      checkedAt: austin.checkedAt,
    };
    for (const reader of [READER, OUTSIDER]) {
      const lyon = (await get(path('lyon'), reader)).body;
      expect(lyon).toMatchObject(unknown);
    }
    const { body } = await get(path('austin'));
    expect(body).toMatchObject({
      ...unknown,
      detail: `When it was last checked it was failing: ${austin.headline}`,
    });
    const { findings, stages } = body as ForwarderHealth;
    expect(new Set(findings.map(({ status }) => status))).toEqual(
      new Set(['unknown']),
    );
    expect(new Set(stages.map(({ status }) => status))).toEqual(
      new Set(['unknown']),
    );
    expect(body).not.toHaveProperty('loss');
    expect(body).not.toHaveProperty('remedy');
    const list = (await get(LIST)).body;
    expect(list.counts).toMatchObject({ failing: 0, unknown: 3 });
    expect(
      list.items.map((item: ForwarderSummary) => [item.title, item.headline]),
    ).toContainEqual(['Austin line', sentence]);
    expect((await get(`${LIST}?health=failing`)).body.items).toEqual([]);
    const summary = (await get('/api/siem-forwarder/v1/summary')).body;
    expect(summary.counts).toMatchObject({ failing: 0, unknown: 3 });
    const history = await get(`${path('austin')}/transitions?limit=5`);
    expect(history.body.items).toHaveLength(1);

    await sweep.sweepAll(new AbortController().signal);
    now += 6_000;
    expect((await get(path('austin'))).body.health).toBe('failing');
    expect((await get(LIST)).body.counts).toMatchObject({ failing: 2 });
  });

  it('lists worst first, with filters, counts and pages', async () => {
    await sweep.sweepAll(new AbortController().signal);
    cloud.services.dataExports.list = async () => [];
    await sweep.checkNow('resource:default/lyon');

    const all = (await get(LIST)).body;
    expect(all.items.map((item: { title: string }) => item.title)).toEqual([
      'lyon',
      'intruder',
      'Austin line',
    ]);
    expect(all.total).toBe(3);
    expect(all.counts).toMatchObject({ failing: 1, unknown: 1, healthy: 1 });

    const failing = (await get(`${LIST}?health=failing&health=quiet`)).body;
    expect(failing).toMatchObject({ total: 1, counts: all.counts });
    expect(
      (await get(`${LIST}?owner=group:default/plant-lyon`)).body,
    ).toMatchObject({ total: 1, counts: { failing: 1, unknown: 0 } });
    expect((await get(`${LIST}?siem=soc-elastic`)).body.total).toBe(1);
    expect((await get(`${LIST}?search=AUSTIN%20li`)).body.total).toBe(1);

    const first = (await get(`${LIST}?limit=1`)).body;
    expect(first).toMatchObject({ total: 3, offset: 0 });
    expect(first).not.toHaveProperty('previousCursor');
    const page = (await get(`${LIST}?limit=1&cursor=${first.nextCursor}`)).body;
    expect(page.items).toMatchObject([{ title: 'intruder' }]);
    expect(page).toMatchObject({ total: 3, offset: 1, counts: all.counts });
    const last = (await get(`${LIST}?limit=1&cursor=${page.nextCursor}`)).body;
    expect(last.items).toMatchObject([{ title: 'Austin line' }]);
    expect(last).not.toHaveProperty('nextCursor');
    const back = (await get(`${LIST}?limit=1&cursor=${page.previousCursor}`))
      .body;
    expect(back).toEqual(first);

    const named = (await get(`${LIST}?sort=title&order=desc`)).body;
    expect(named.items.map((item: { title: string }) => item.title)).toEqual([
      'lyon',
      'intruder',
      'Austin line',
    ]);
  });

  it('shows nothing of a foreign resource, before and after a check', async () => {
    const before = await get(path('intruder'));
    const checked = await post(`${path('intruder')}/check`);
    const after = await get(path('intruder'));

    expect(checked.status).toBe(200);
    expect(after.body).toEqual(checked.body);
    for (const { body } of [before, after]) {
      expect(body).toMatchObject({
        health: 'unknown',
        headline: expect.stringContaining('is not in a scope of'),
        values: [],
      });
    }
    expect(after.body.findings).toHaveLength(checks.length);
    for (const finding of after.body.findings) {
      expect(finding).toMatchObject({ reason: 'out-of-scope', evidence: [] });
    }
    expect(cloud.calls).toEqual([]);
  });

  it.each([
    ['search=a%00b', 'search'],
    ['owner=%00', 'owner'],
    ['siem=%00', 'siem'],
    ['region=%00', 'region'],
    [
      `cursor=${Buffer.from('{"sort":"title"}').toString('base64url')}`,
      'cursor',
    ],
  ])('refuses %s in words', async (query, field) => {
    const { status, body } = await get(`${LIST}?${query}`);
    expect([status, body.error.message]).toEqual([
      400,
      expect.stringMatching(new RegExp(`^${field}: `)),
    ]);
  });

  it.each([
    ['forwarders?search=%00', 'search'],
    ['audit?from=yesterday', 'from'],
    ['audit?to=2026-02-31T00:00:00Z', 'to'],
    ['audit?from=2026-11-24T00:00:00Z&to=2020-01-01T00:00:00Z', 'from'],
    ['audit?owner=%00', 'owner'],
  ])('answers to the export of %s in words', async (query, field) => {
    const { status, body, headers } = await get(
      `/api/siem-forwarder/v1/exports/${query}`,
    );
    expect([status, body.error?.message]).toEqual([
      400,
      expect.stringMatching(new RegExp(`^${field}: `)),
    ]);
    expect(headers).not.toHaveProperty('content-disposition');
  });

  it.each([
    ['forwarders', 'fleet-export', 3],
    ['audit', 'audit-export', 2],
  ])(
    'notes for audits who takes the file of %s',
    async (file, eventId, rows) => {
      await sweep.checkNow('resource:default/austin');
      await sweep.checkNow('resource:default/lyon');
      const { status, text } = await get(
        `/api/siem-forwarder/v1/exports/${file}`,
      );
      expect([status, text.trim().split('\r\n').length]).toEqual([
        200,
        rows + 1,
      ]);
      expect(auditor.createEvent.mock.calls).toEqual([
        [expect.objectContaining({ eventId })],
      ]);
      expect(success.mock.calls).toEqual([[{ meta: { rows } }]]);
    },
  );

  it.each(['', '/uptime', '/samples', '/transitions'])(
    'knows no forwarder whose name has NUL: %s',
    async suffix => {
      const { status } = await get(`${path('a%00b')}${suffix}`);
      expect(status).toBe(404);
    },
  );

  it('refuses a time of samples that is out of all calendars', async () => {
    const { status, body } = await get(
      `${path('austin')}/samples?to=-271821-04-20T00:00:00Z`,
    );
    expect([status, body.error.name]).toEqual([400, 'InputError']);
  });

  it('hides the history of resources that have left the scope', async () => {
    await post(`${path('austin')}/check`);
    const known = await get(`${path('austin')}/transitions`);
    expect(known.body.items).toHaveLength(1);
    expect((await get(path('austin'))).body.uptime.slots).toHaveLength(24);

    lostScope = true;
    await directory.list();
    const hidden = await get(`${path('austin')}/transitions`);
    expect([hidden.status, hidden.body]).toEqual([200, { items: [] }]);
    const { uptime } = (await get(path('austin'))).body;
    expect(uptime).toEqual({ known: 0, hours: 24, slots: [] });
  });

  it('leaks nothing of what the caller may not read', async () => {
    await sweep.sweepAll(new AbortController().signal);

    const list = (await get(LIST, OUTSIDER)).body;
    expect(list.total).toBe(1);
    expect(list.items).toMatchObject([{ entityRef: 'resource:default/lyon' }]);
    const counted = Object.values<number>(list.counts);
    expect(counted.reduce((a, b) => a + b)).toBe(1);

    const calls = cloud.calls.length;
    const hidden = await get(path('austin'), OUTSIDER);
    const missing = await get(path('nothing'), OUTSIDER);
    expect([hidden.status, missing.status]).toEqual([404, 404]);
    expect(hidden.body.error.message).toBe(
      missing.body.error.message.replace('nothing', 'austin'),
    );
    expect((await post(`${path('austin')}/check`, OUTSIDER)).status).toBe(404);
    expect((await get(`${path('austin')}/transitions`, OUTSIDER)).status).toBe(
      404,
    );
    expect(cloud.calls).toHaveLength(calls);
  });

  it('answers 404 for an entity that is no forwarder', async () => {
    expect((await get(path('database'))).status).toBe(404);
  });

  it.each([
    ['siem-forwarder.fleet.read', 'get', LIST],
    ['siem-forwarder.read', 'get', path('austin')],
    ['siem-forwarder.read', 'get', `${path('austin')}/transitions`],
    ['siem-forwarder.read', 'post', `${path('austin')}/check`],
    ['siem-forwarder.forwarder.check', 'post', `${path('austin')}/check`],
  ])('needs %s to %s %s', async (permission, method, url) => {
    denied = asked => asked.permission.name === permission;
    const { status, body } = await (method === 'get' ? get(url) : post(url));
    expect(status).toBe(403);
    expect(body.error.message).toContain(`'${permission}'`);
    expect(cloud.calls).toEqual([]);
    expect(auditor.createEvent).toHaveBeenCalledTimes(1);
    expect(auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({
        eventId: method === 'post' ? 'forwarder-check' : 'access-denied',
      }),
    );
    expect(fail).toHaveBeenCalledTimes(1);
  });

  it('asks for the check permission on the entity', async () => {
    const asked: Asked[] = [];
    denied = each => {
      asked.push(each);
      return false;
    };
    await post(`${path('austin')}/check`);
    expect(asked.map(each => [each.permission.name, each.resourceRef])).toEqual(
      [
        ['catalog.entity.read', undefined],
        ['siem-forwarder.read', undefined],
        ['siem-forwarder.forwarder.check', 'resource:default/austin'],
      ],
    );
  });

  it('refuses a query that the document does not know', async () => {
    expect((await get(`${LIST}?limit=0`)).status).toBe(400);
    expect((await get(`${LIST}?health=splendid`)).status).toBe(400);
    const { status, body } = await get(`${LIST}?cursor=bm9uc2Vuc2U`);
    expect([status, body.error.message]).toEqual([
      400,
      expect.stringContaining('cursor'),
    ]);
  });

  it('tells the uptimes of several forwarders, of those that the caller may read', async () => {
    await sweep.checkNow('resource:default/austin');
    await sweep.checkNow('resource:default/lyon');
    const ask = (credentials: typeof READER) =>
      request(backend.server)
        .post('/api/siem-forwarder/v1/uptimes/by-refs')
        .set(
          'authorization',
          mockCredentials.user.header(credentials.principal.userEntityRef),
        )
        .send({
          entityRefs: [
            'resource:default/lyon',
            'resource:default/austin',
            'resource:default/gone',
            'resource:default/a\0',
          ],
        });
    const all = await ask(READER);
    expect(all.status).toBe(200);
    expect(all.body.items).toEqual([
      { entityRef: 'resource:default/lyon', known: 0, hours: 720 },
      { entityRef: 'resource:default/austin', known: 0, hours: 720 },
    ]);
    denied = ({ permission }) => permission.name === 'catalog.entity.read';
    expect((await ask(OUTSIDER)).body.items).toEqual([]);
  });

  it('says which workspaces have no forwarder, and what it cannot count', async () => {
    const { body } = await request(backend.server)
      .get('/api/siem-forwarder/v1/summary')
      .set(
        'authorization',
        mockCredentials.user.header(READER.principal.userEntityRef),
      );
    expect(body.coverage).toEqual({
      workspaces: 2,
      uncovered: [
        {
          id: watched('law-houston'),
          name: 'law-houston',
          owners: ['group:default/plant-austin'],
        },
      ],
      uncounted: { subscriptions: 1, resourceGroups: 1 },
    });
    expect(body.losing).toBe(0);
  });
});
