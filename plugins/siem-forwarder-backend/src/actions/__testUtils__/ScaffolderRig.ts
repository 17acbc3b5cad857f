import { SchedulerService } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  startTestBackend,
  TestBackend,
} from '@backstage/backend-test-utils';
import { JsonObject } from '@backstage/types';
import { Operation } from 'backstage-plugin-siem-forwarder-common';
import { Knex } from 'knex';
import request from 'supertest';
import { startTestCloud, TestCloud } from '../../__testUtils__';
import { readTemplates } from '../../catalog/readTemplates';
import { AUSTIN } from '../../operations/__testUtils__/operationsFixture';
import { DatabaseOperationStore } from '../../operations/DatabaseOperationStore';
import {
  MEMBER,
  PluginServices,
  scaffolderFeatures,
} from './scaffolderFeatures';

const PAUSE_MS = 300;

/** What ended a task, or has. */
const ended = ['completed', 'failed', 'cancelled'];

interface Schema {
  type?: string;
  default?: unknown;
  properties?: Record<string, Schema>;
}

/** A line of a task's log. */
export interface TaskEvent {
  body: {
    message: string;
    stepId?: string;
    status?: string;
    output?: TaskOutput;
  };
}

/** What a finished task shows. */
export interface TaskOutput {
  links: { title: string; url?: string; entityRef?: string }[];
  text: { title: string; content: string }[];
}

/** A task that has ended. */
export interface EndedTask {
  id: string;
  status: string;
  /** Its log as one text. */
  log: string;
  events: TaskEvent[];
  output: TaskOutput | undefined;
}

/** The plugin beside the real catalog and the real scaffolder, in a simulated cloud. */
export class ScaffolderRig {
  readonly cloud: TestCloud;
  readonly backend: TestBackend;
  /** The plugin's own. */
  readonly db: Knex;
  readonly store: DatabaseOperationStore;
  readonly #scheduler: SchedulerService;

  private constructor(
    cloud: TestCloud,
    backend: TestBackend,
    services: PluginServices,
  ) {
    this.cloud = cloud;
    this.backend = backend;
    this.db = services.db;
    this.store = DatabaseOperationStore.create({ db: services.db });
    this.#scheduler = services.scheduler;
  }

  /** @param config - further keys of the root configuration */
  static async start(
    cloudOptions: Parameters<typeof startTestCloud>[0] = {},
    config: JsonObject = {},
  ): Promise<ScaffolderRig> {
    const cloud = await startTestCloud(cloudOptions);
    const services: Partial<PluginServices> = {};
    const backend = await startTestBackend({
      features: scaffolderFeatures(
        { siemForwarder: cloud.config, ...config },
        services,
      ),
    });
    const rig = new ScaffolderRig(cloud, backend, services as PluginServices);
    await rig.untilThere('template:default/stream-to-siem');
    return rig;
  }

  async stop(): Promise<void> {
    await this.backend.stop();
    await this.cloud.stop();
  }

  get(path: string, as = MEMBER) {
    return request(this.backend.server)
      .get(path)
      .set('Authorization', mockCredentials.user.header(as));
  }

  post(path: string, body: object = {}, as = MEMBER) {
    return request(this.backend.server)
      .post(path)
      .set('Authorization', mockCredentials.user.header(as))
      .send(body);
  }

  /** Asks again and again until there is an answer. */
  async until<T>(read: () => Promise<T | undefined>): Promise<T> {
    for (;;) {
      const value = await read();
      if (value !== undefined) {
        return value;
      }
      await new Promise(resolve => setTimeout(resolve, PAUSE_MS));
    }
  }

  /** Waits until the catalog has an entity. */
  async untilThere(entityRef: string): Promise<void> {
    await this.until(async () =>
      (await this.entity(entityRef)).status === 200 ? true : undefined,
    );
  }

  entity(entityRef: string) {
    return this.get(
      `/api/catalog/entities/by-name/${entityRef.replace(':', '/')}`,
    );
  }

  /** A template as it is packed. */
  async template(name = 'stream-to-siem') {
    const found = (await readTemplates()).find(
      ({ metadata }) => metadata.name === name,
    );
    if (!found) {
      throw new Error(`There is no template '${name}'`);
    }
    return found;
  }

  /** What the form sends when only its pickers have chosen. */
  async formData(changes: object = {}) {
    const { spec } = await this.template();
    const pages = spec?.parameters as Schema[];
    const defaults = Object.assign({}, ...pages.map(defaultsOf));
    const { status, body } = await this.get(
      `/api/siem-forwarder/v1/options/namespace-name?owner=group:default/plant-austin&workspaceId=${AUSTIN}`,
    );
    if (status !== 200 || !['available', 'yours'].includes(body.state)) {
      throw new Error(`No name for the namespace: ${JSON.stringify(body)}`);
    }
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

  /** Starts a template; answers with the id of the task, which is that of its operation. */
  async begin(
    values: object,
    name = 'stream-to-siem',
    as = MEMBER,
  ): Promise<string> {
    const { status, body } = await this.post(
      '/api/scaffolder/v2/tasks',
      { templateRef: `template:default/${name}`, values },
      as,
    );
    requireStatus(201, status, body);
    return body.id;
  }

  /** Waits for the end of a task; makes the incident that its last steps look for. */
  async end(id: string, rule = 'export-ot-alerts'): Promise<EndedTask> {
    let incident = false;
    const status = await this.until(async () => {
      const { body } = await this.get(`/api/scaffolder/v2/tasks/${id}`);
      if (!incident) {
        const { workspaces } = await this.cloud.control.state();
        incident = Boolean(workspaces[AUSTIN.toLowerCase()].dataExports[rule]);
        if (incident) {
          await this.cloud.control.createIncident(AUSTIN);
        }
      }
      return ended.includes(body.status) ? (body.status as string) : undefined;
    });
    const { body } = await this.get(`/api/scaffolder/v2/tasks/${id}/events`);
    const events = body as TaskEvent[];
    return {
      id,
      status,
      events,
      log: events.map(line => line.body.message).join('\n'),
      output: events.map(line => line.body.output).find(Boolean),
    };
  }

  /** Runs a template to its end. */
  async run(values: object, name?: string, as?: string): Promise<EndedTask> {
    return this.end(await this.begin(values, name, as));
  }

  /** Cancels a task, as its page does. */
  async cancel(id: string): Promise<void> {
    const { status, body } = await this.post(
      `/api/scaffolder/v2/tasks/${id}/cancel`,
    );
    requireStatus(200, status, body);
  }

  /** Whether no process works at the forwarder of an operation. */
  async isFree(id: string): Promise<boolean> {
    const [now, until] = [0, 1_000].map(ahead =>
      new Date(Date.now() + ahead).toISOString(),
    );
    const token = await this.store.claim(id, now, until);
    if (token !== undefined) {
      await this.store.release(id, token);
    }
    return token !== undefined;
  }

  async operation(id: string): Promise<Operation> {
    const { body } = await this.get(`/api/siem-forwarder/v1/operations/${id}`);
    return body;
  }

  /**
   * Rolls an operation back over the API, and waits for that.
   *
   * @remarks
   * What was perhaps written is looked for until a minute has passed since;
   * here the journal says that it has.
   */
  async rollBack(id: string): Promise<Operation> {
    const { status, body } = await this.post(
      `/api/siem-forwarder/v1/operations/${id}/rollback`,
    );
    requireStatus(202, status, body);
    return this.drive(id);
  }

  /** Lets the portal go on until an operation is closed. */
  async drive(id: string): Promise<Operation> {
    await this.db('operation_journal')
      .where({ operation_id: id })
      .whereNotNull('ended_at')
      .update({ ended_at: new Date(Date.now() - 61_000).toISOString() });
    return this.until(async () => {
      await this.#scheduler.triggerTask('siem-forwarder-operations');
      const operation = await this.operation(id);
      return ['done', 'rolled-back'].includes(operation.status)
        ? operation
        : undefined;
    });
  }
}

function requireStatus(wanted: number, status: number, body: unknown): void {
  if (status !== wanted) {
    throw new Error(`The answer is ${status}: ${JSON.stringify(body)}`);
  }
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
