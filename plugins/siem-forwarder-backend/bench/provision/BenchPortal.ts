import {
  resolvePackagePath,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { AnswerTimes, Latencies, LoggedRequest } from 'azure-simulator';
import { ForwarderSpec } from 'backstage-plugin-siem-forwarder-common';
import knex, { Knex } from 'knex';
import { AzureTenants } from '../../src/azure';
import { DatabaseOperationStore } from '../../src/operations/DatabaseOperationStore';
import { Operations } from '../../src/operations/Operations';
import { readKeyVaults } from '../../src/operations/readKeyVaults';
import { RegistrationDesk } from '../../src/operations/RegistrationDesk';
import { Scopes } from '../../src/scopes';
import { SiemInstances } from '../../src/siem';
import {
  startTestCloud,
  TestCloud,
} from '../../src/__testUtils__/startTestCloud';
import { SkippingClock } from './SkippingClock';

const silent: LoggerService = {
  error: message => process.stderr.write(`${message}\n`),
  warn: message => process.stderr.write(`${message}\n`),
  info: () => {},
  debug: () => {},
  child: () => silent,
};

/** A portal's operations over a simulated cloud in which nothing is prepared, in this process. */
export class BenchPortal {
  readonly clock: SkippingClock;
  readonly operations: Operations;
  readonly #cloud: TestCloud;
  readonly #db: Knex;

  private constructor(
    clock: SkippingClock,
    cloud: TestCloud,
    db: Knex,
    operations: Operations,
  ) {
    this.clock = clock;
    this.#cloud = cloud;
    this.#db = db;
    this.operations = operations;
  }

  /** @param options - `catalogMilliseconds`: from a registration until the catalog serves its entity */
  static async start(options: {
    latencies: Latencies | 'none';
    answerTimes: AnswerTimes | 'none';
    catalogMilliseconds: number;
  }): Promise<BenchPortal> {
    const clock = new SkippingClock();
    const cloud = await startTestCloud({
      seed: 'empty',
      siemReaders: 'none',
      clock,
      latencies: options.latencies,
      answerTimes: options.answerTimes,
    });
    const db = knex({
      client: 'better-sqlite3',
      connection: ':memory:',
      useNullAsDefault: true,
    });
    await db.migrate.latest({
      directory: resolvePackagePath(
        'backstage-plugin-siem-forwarder-backend',
        'migrations',
      ),
    });
    const store = DatabaseOperationStore.create({ db });
    const config = cloud.rootConfig;
    const operations = Operations.create({
      store,
      tenants: AzureTenants.fromConfig(config, { logger: silent }),
      siems: SiemInstances.fromConfig(config),
      keyVaults: readKeyVaults(config),
      scopes: Scopes.fromConfig(config),
      registrations: deskOf(store, clock, options.catalogMilliseconds),
      logger: silent,
      now: () => new Date(clock.now()),
    });
    return new BenchPortal(clock, cloud, db, operations);
  }

  open(id: string, spec: ForwarderSpec) {
    return this.operations.open({
      id,
      spec,
      dryRun: false,
      actor: 'user:default/guest',
    });
  }

  /** The requests since the last call, in the order in which they were answered. */
  async takeRequests(): Promise<LoggedRequest[]> {
    const requests = await this.#cloud.control.requests();
    await this.#cloud.control.clearRequests();
    return requests;
  }

  async stop(): Promise<void> {
    await this.#cloud.stop();
    await this.#db.destroy();
  }
}

/** A catalog that serves an entity some time after it was registered. */
function deskOf(
  store: DatabaseOperationStore,
  clock: SkippingClock,
  delay: number,
): RegistrationDesk {
  const served = new Map<string, { entity: Entity; from: number }>();
  return {
    get: ref => store.getRegistration(ref),
    put: async registration => {
      await store.putRegistration(registration);
      served.set(registration.entityRef, {
        entity: registration.entity,
        from: clock.now() + delay,
      });
    },
    remove: ref => store.deleteRegistration(ref),
    findEntity: async ref => {
      const found = served.get(ref);
      return found && clock.now() >= found.from ? found.entity : undefined;
    },
  };
}
