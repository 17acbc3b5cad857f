import { Knex } from 'knex';
import { mockServices } from '@backstage/backend-test-utils';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import {
  ForwarderSpec,
  ProvisioningStep,
  provisioningSteps,
  StepResult,
} from 'backstage-plugin-siem-forwarder-common';
import { AzureTenant, AzureTenants } from '../../azure';
import { Scopes } from '../../scopes';
import { SiemInstances } from '../../siem';
import { startTestCloud, TestCloud } from '../../__testUtils__';
import { DatabaseOperationStore } from '../DatabaseOperationStore';
import { Operations } from '../Operations';
import { OperationsOptions } from '../OperationsOptions';
import { readKeyVaults } from '../readKeyVaults';
import { RegistrationDesk } from '../RegistrationDesk';

export const AUSTIN =
  '/subscriptions/a7c1f9d2-0b64-4e0f-8a3e-1f5d2c9b7e10/resourceGroups/rg-ot-security/providers/Microsoft.OperationalInsights/workspaces/law-ot-austin';
export const LYON = AUSTIN.replace('law-ot-austin', 'law-ot-lyon').replace(
  'rg-ot-security',
  'rg-ot-lyon',
);
export const OSAKA =
  '/subscriptions/c3e8b5a0-6d27-4b9c-9f41-7a2e5d8c1b36/resourceGroups/rg-ot-lab/providers/Microsoft.OperationalInsights/workspaces/law-ot-osaka';
export const ACTOR = 'user:default/guest';

/** What the form makes of its defaults, with changes. */
export function specOf(changes: Partial<ForwarderSpec> = {}): ForwarderSpec {
  return {
    name: 'ot-alerts',
    owner: 'group:default/plant-austin',
    workspaceId: AUSTIN,
    content: 'incidents',
    exportsWholeTable: false,
    prepareSource: false,
    siem: 'soc-splunk',
    namespace: { name: 'evhns-test-austin', tier: 'Standard', capacity: 1 },
    eventHub: {
      name: 'defender-iot',
      partitionCount: 4,
      retentionHours: 168,
      consumerGroup: 'siem',
    },
    roleScope: 'eventHub',
    application: { graphPermission: false },
    secret: { lifetimeDays: 180, keyVault: 'kv-ot-siem' },
    ...changes,
  };
}

/** Operations over the simulator and a real database; the catalog serves what is registered. */
export interface OperationsFixture {
  cloud: TestCloud;
  db: Knex;
  store: DatabaseOperationStore;
  operations: Operations;
  tenant: AzureTenant;
  siems: SiemInstances;
  /** Entities that the catalog has besides, by ref. */
  otherEntities: Map<string, Entity>;
  /** Refs that were told to `onRegistered`. */
  registered: string[];
  logger: ReturnType<typeof mockServices.logger.mock>;
  /** A new process over the same database: its memory is gone. */
  restart(options?: {
    withoutProvisioner?: boolean;
    /** Another section `siemForwarder.scopes`. */
    scopes?: JsonObject[];
  }): Operations;
  /** Marks the prerequisites of an operation as checked, for a test of a later step. */
  passPrerequisites(id: string): Promise<void>;
  /** Runs one step until it is done; fails when that takes too many answers. */
  run(id: string, step: ProvisioningStep): Promise<StepResult>;
  /** Opens an operation and runs all its steps. */
  provision(
    id: string,
    spec?: ForwarderSpec,
    options?: { dryRun?: boolean },
  ): Promise<StepResult[]>;
}

/** Services that only answer questions, though by POST. */
const READING_SERVICES = ['login', 'logs', 'metrics', 'splunkSearch'];

/** The requests that changed, or could have changed, something. */
export async function writesTo(cloud: TestCloud): Promise<string[]> {
  const requests = await cloud.control.requests();
  return requests
    .filter(
      ({ isWrite, service, path }) =>
        isWrite &&
        !READING_SERVICES.includes(service) &&
        !/checkNameAvailability$/i.test(path),
    )
    .map(({ method, path, status }) => `${method} ${path} ${status}`);
}

const MOST_ANSWERS = 40;
const PAUSE_MS = 250;

/** Starts a fixture; stop its cloud in the end. */
export async function startOperations(
  db: Knex,
  options: Parameters<typeof startTestCloud>[0] &
    Pick<OperationsOptions, 'kinds' | 'now' | 'settleSeconds'> = {},
): Promise<OperationsFixture> {
  const { kinds, now, settleSeconds = 0, ...cloudOptions } = options;
  await db.migrate.latest({
    directory: resolvePackagePath(
      'backstage-plugin-siem-forwarder-backend',
      'migrations',
    ),
  });
  const cloud = await startTestCloud(cloudOptions);
  const config = cloud.rootConfig;
  const logger = mockServices.logger.mock();
  const store = DatabaseOperationStore.create({ db });
  const otherEntities = new Map<string, Entity>();
  const registered: string[] = [];
  const registrations: RegistrationDesk = {
    get: ref => store.getRegistration(ref),
    put: registration => store.putRegistration(registration),
    remove: ref => store.deleteRegistration(ref),
    findEntity: async ref =>
      otherEntities.get(ref) ?? (await store.getRegistration(ref))?.entity,
  };
  const tenants = AzureTenants.fromConfig(config, { logger });
  const siems = SiemInstances.fromConfig(config);
  const create = ({
    withoutProvisioner = false,
    scopes,
  }: Parameters<OperationsFixture['restart']>[0] = {}) =>
    Operations.create({
      store,
      tenants: withoutProvisioner
        ? {
            forSubscription: () => ({
              ...tenants.list[0],
              provisioner: undefined,
            }),
          }
        : tenants,
      siems,
      keyVaults: readKeyVaults(config),
      scopes: Scopes.fromConfig(
        scopes ? new ConfigReader({ siemForwarder: { scopes } }) : config,
      ),
      registrations,
      logger,
      onRegistered: ref => registered.push(ref),
      kinds,
      settleSeconds,
      now,
    });
  const fixture: OperationsFixture = {
    cloud,
    db,
    store,
    operations: create(),
    tenant: tenants.list[0],
    siems,
    otherEntities,
    registered,
    logger,
    restart: restartOptions => {
      fixture.operations = create(restartOptions);
      return fixture.operations;
    },
    passPrerequisites: async id => {
      const at = new Date().toISOString();
      const step = 'prerequisites:check';
      await store.putStep(id, {
        step,
        since: at,
        updatedAt: at,
        state: {},
        result: { step, status: 'done', message: '', changes: [], outputs: {} },
      });
    },
    run: async (id, step) => {
      let last = '';
      for (let answer = 0; answer < MOST_ANSWERS; answer += 1) {
        if (step === 'forwarding:verify') {
          await cloud.control.tick();
        }
        const result = await fixture.operations.runStep(id, step);
        if (result.status === 'done') {
          return result;
        }
        last = result.message;
        await new Promise(resolve => setTimeout(resolve, PAUSE_MS));
      }
      throw new Error(
        `${step} still waits after ${MOST_ANSWERS} answers: ${last}`,
      );
    },
    provision: async (id, spec = specOf(), { dryRun = false } = {}) => {
      await fixture.operations.open({ id, spec, dryRun, actor: ACTOR });
      const results: StepResult[] = [];
      for (const step of provisioningSteps) {
        if (step === 'forwarding:verify' && !dryRun) {
          await cloud.control.createIncident(spec.workspaceId);
        }
        results.push(await fixture.run(id, step));
      }
      return results;
    },
  };
  return fixture;
}
