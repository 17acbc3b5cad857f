import { createServiceFactory } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  TestBackend,
} from '@backstage/backend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import catalogScaffolderEntityModel from '@backstage/plugin-catalog-backend-module-scaffolder-entity-model';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import request from 'supertest';
import siemForwarder from '..';
import { readTemplates } from '../catalog/readTemplates';
import {
  AUSTIN,
  LYON,
  writesTo,
} from '../operations/__testUtils__/operationsFixture';
import { startTestCloud, TestCloud } from '../__testUtils__';

jest.setTimeout(240_000);

const USER = mockCredentials.user.header('user:default/guest');

interface Schema {
  type?: string;
  default?: unknown;
  properties?: Record<string, Schema>;
}

/** What a form makes of a schema whose fields nobody touches. */
function defaultsOf(schema: Schema): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    const value = property.properties ? defaultsOf(property) : property.default;
    if (value !== undefined) {
      values[name] = value;
    }
  }
  return values;
}

interface TaskEvent {
  body: { message: string; stepId?: string; status?: string; output?: Output };
}
interface Output {
  links: { title: string; url?: string; entityRef?: string }[];
  text: { title: string; content: string }[];
}

/** The template of the form. */
async function readTemplate() {
  const templates = await readTemplates();
  const found = templates.find(
    ({ metadata }) => metadata.name === 'stream-to-siem',
  );
  expect(found).toBeDefined();
  return found!;
}

describe('the template', () => {
  let cloud: TestCloud;
  let backend: TestBackend;

  beforeAll(async () => {
    cloud = await startTestCloud();
    const events = mockServices.events();
    backend = await startTestBackend({
      features: [
        catalogPlugin,
        catalogScaffolderEntityModel,
        scaffolderPlugin,
        siemForwarder,
        // The test backend's own gives each plugin a bus of its own.
        createServiceFactory({
          service: eventsServiceRef,
          deps: {},
          factory: () => events,
        }),
        mockServices.rootConfig.factory({
          data: {
            app: { baseUrl: 'http://localhost:3000' },
            siemForwarder: cloud.config,
          },
        }),
        mockServices.userInfo.mock({
          getUserInfo: async () => ({
            userEntityRef: 'user:default/guest',
            ownershipEntityRefs: [
              'user:default/guest',
              'group:default/plant-austin',
            ],
          }),
        }).factory,
      ],
    });
  });
  afterAll(async () => {
    await backend?.stop();
    await cloud?.stop();
  });

  const get = (path: string) =>
    request(backend.server).get(path).set('Authorization', USER);
  const post = (path: string, body: object) =>
    request(backend.server).post(path).set('Authorization', USER).send(body);

  async function until<T>(read: () => Promise<T | undefined>): Promise<T> {
    for (;;) {
      const value = await read();
      if (value !== undefined) {
        return value;
      }
      await new Promise(resolve => setTimeout(resolve, 300));
    }
  }

  /** What the form sends when only its pickers have chosen. */
  async function formData(changes: object = {}) {
    const template = await readTemplate();
    const pages = template.spec?.parameters as Schema[];
    const defaults = Object.assign({}, ...pages.map(defaultsOf));
    const { status, body } = await get(
      `/api/siem-forwarder/v1/options/namespace-name?owner=group:default/plant-austin&workspaceId=${AUSTIN}`,
    );
    expect([status, body.state]).toEqual([
      200,
      expect.stringMatching(/available|yours/),
    ]);
    return {
      ...defaults,
      owner: 'group:default/plant-austin',
      workspaceId: AUSTIN,
      siem: 'soc-splunk',
      secret: { ...defaults.secret, keyVault: 'kv-ot-siem' },
      namespace: { ...defaults.namespace, name: body.name },
      ...changes,
    };
  }

  async function run(values: object, name = 'stream-to-siem') {
    const started = await post('/api/scaffolder/v2/tasks', {
      templateRef: `template:default/${name}`,
      values,
    });
    expect([started.status, started.body]).toEqual([
      201,
      { id: expect.any(String) },
    ]);
    const { id } = started.body;
    let incident = false;
    const status = await until(async () => {
      const { body } = await get(`/api/scaffolder/v2/tasks/${id}`);
      if (!incident) {
        const { workspaces } = await cloud.control.state();
        incident = Boolean(
          workspaces[AUSTIN.toLowerCase()].dataExports['export-ot-alerts'],
        );
        if (incident) {
          await cloud.control.createIncident(AUSTIN);
        }
      }
      return ['completed', 'failed'].includes(body.status)
        ? body.status
        : undefined;
    });
    const { body: events } = await get(`/api/scaffolder/v2/tasks/${id}/events`);
    return { id, status, events: events as TaskEvent[] };
  }

  it('runs with the defaults of its form, to an entity and the values to note', async () => {
    await until(async () => {
      const { status } = await get(
        '/api/catalog/entities/by-name/template/default/stream-to-siem',
      );
      return status === 200 ? true : undefined;
    });
    const { id, status, events } = await run(await formData());
    const log = events.map(({ body }) => body.message).join('\n');
    expect([status, status === 'failed' && log]).toEqual(['completed', false]);
    expect(
      events
        .filter(({ body }) => body.status === 'completed' && body.stepId)
        .map(({ body }) => body.stepId),
    ).toEqual([
      'prerequisites-check',
      'namespace-begin',
      'source-prepare',
      'application-register',
      'siem-connect',
      'event-hub-create',
      'receiver-assign',
      'export-rule-create',
      'forwarding-verify',
      'forwarder-register',
    ]);

    const entity = await get(
      '/api/catalog/entities/by-name/resource/default/ot-alerts',
    );
    const clientId =
      entity.body.metadata.annotations['siem-forwarder/application-id'];
    const output = events.map(({ body }) => body.output).find(Boolean);
    // The cloud of the test has no portal, so there are no links to one.
    expect(output?.links).toEqual([
      {
        title: 'Open the forwarder',
        icon: 'dashboard',
        entityRef: 'resource:default/ot-alerts',
      },
    ]);
    expect(output?.text.map(({ title }) => title)).toEqual([
      'Values to note',
      'Search in the SIEM',
      'What happens now',
    ]);
    expect(output?.text[0].content).toContain(
      `| Application (client) ID | \`${clientId}\` |`,
    );
    expect(output?.text[0].content).not.toMatch(/undefined|\| *\|/);
    expect(output?.text[1].content).toContain(
      'sourcetype="mscs:azure:eventhub"',
    );

    const { directory, vaults } = await cloud.control.state();
    const [{ value }] =
      vaults['kv-ot-siem'].secrets['siem-forwarder-ot-alerts'].versions;
    const application = Object.values(directory.applications).find(
      ({ appId }) => appId === clientId,
    );
    expect(application?.passwordCredentials[0].secretText).toBe(value);
    const { body: operation } = await request(backend.server)
      .get(`/api/siem-forwarder/v1/operations/${id}`)
      .set('Authorization', USER);
    expect(operation).toMatchObject({ id, status: 'done' });
    const seen = JSON.stringify([
      log,
      events,
      output,
      operation,
      entity.body,
      (await get(`/api/scaffolder/v2/tasks/${id}`)).body,
    ]);
    expect(seen).not.toContain(value);
    expect(seen).not.toContain(Buffer.from(value).toString('base64'));
    expect(seen).not.toContain(encodeURIComponent(value));
  });

  it('writes nothing when it runs again', async () => {
    await cloud.control.clearRequests();
    const { status } = await run(await formData());
    expect(status).toBe('completed');
    expect(await writesTo(cloud)).toEqual([]);
  });

  it('has followers for the life after it, each with a report', async () => {
    const entityRef = 'resource:default/ot-alerts';
    const before = (await cloud.control.state()).vaults['kv-ot-siem'].secrets[
      'siem-forwarder-ot-alerts'
    ].versions;
    const reports: string[] = [];
    for (const [name, values] of Object.entries({
      'pause-siem-forwarder': { reason: 'Maintenance' },
      'resume-siem-forwarder': {},
      'repair-siem-forwarder': {},
      'change-siem-forwarder': { retentionHours: 100 },
      'rotate-siem-credential': {},
    })) {
      const { status, events } = await run({ entityRef, ...values }, name);
      const log = events.map(({ body }) => body.message).join('\n');
      expect([name, status, status === 'failed' && log]).toEqual([
        name,
        'completed',
        false,
      ]);
      const output = events.map(({ body }) => body.output).find(Boolean);
      reports.push(`${output?.text[0].content}`);
    }
    expect(reports).toEqual([
      expect.stringContaining('Paused: Maintenance.'),
      'Alerts are sent again.',
      'Nothing has drifted that can be put back.',
      expect.stringContaining('events are kept 100 hours instead of 168'),
      expect.stringContaining('reads with a new secret'),
    ]);
    const after = (await cloud.control.state()).vaults['kv-ot-siem'].secrets[
      'siem-forwarder-ot-alerts'
    ].versions;
    expect(after).toHaveLength(before.length + 1);
    expect(reports.join()).not.toContain(after.at(-1)?.value);
    // The wrong name takes nothing down.
    const { status, events } = await run(
      { entityRef, name: 'ot-alert' },
      'decommission-siem-forwarder',
    );
    expect(status).toBe('failed');
    expect(events.map(({ body }) => body.message).join('\n')).toContain(
      "input.name: 'ot-alert' is not 'ot-alerts'",
    );
  });

  it('fails at its first step for a workspace of others, with the reason', async () => {
    await cloud.control.clearRequests();
    const { status, events } = await run(
      await formData({ name: 'of-others', workspaceId: LYON }),
    );
    expect(status).toBe('failed');
    expect(events.map(({ body }) => body.message).join('\n')).toMatch(
      /NotAllowedError: workspaceId: The workspace '.*law-ot-lyon' lies outside the scope of group:default\/plant-austin/,
    );
    expect(await writesTo(cloud)).toEqual([]);
  });

  it('tells in a dry run what it would do', async () => {
    const template = await readTemplate();
    await cloud.control.clearRequests();
    const values = await formData({
      name: 'dry',
      eventHub: {
        name: 'dry',
        partitionCount: 4,
        retentionHours: 168,
        consumerGroup: 'siem',
      },
    });
    const { status, body } = await post('/api/scaffolder/v2/dry-run', {
      template,
      values,
      directoryContents: [],
    });
    expect([status, body.error, body.errors]).toEqual([
      200,
      undefined,
      undefined,
    ]);
    const log = body.log.map((line: TaskEvent) => line.body.message).join('\n');
    expect(log).toContain('Would create application siem-forwarder-dry.');
    expect(await writesTo(cloud)).toEqual([]);

    // The form's field and the registry's action tell the very same.
    const { rollBackOnFailure, ...spec } = values;
    expect(rollBackOnFailure).toBe(false);
    const ofField = await post('/api/siem-forwarder/v1/plan', { spec });
    const ofAction = await post(
      '/api/siem-forwarder/.backstage/actions/v1/actions/siem-forwarder:plan-forwarder/invoke',
      { forwarder: spec },
    );
    expect([ofField.status, ofAction.status]).toEqual([200, 200]);
    expect(ofField.body.changes).not.toEqual([]);
    expect(ofField.body.cost.items).toHaveLength(3);
    expect(JSON.parse(body.output.plan)).toEqual(ofField.body);
    expect(ofAction.body.output).toEqual(ofField.body);
  });
});
