import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import {
  ForwarderSpec,
  Operation,
  OperationKind,
  OperationStep,
  ProvisioningStep,
  provisioningSteps,
} from 'backstage-plugin-siem-forwarder-common';
import { LoggedRequest } from 'azure-simulator';
import { Knex } from 'knex';
import { startTestCloud, TestCloud } from '../../../__testUtils__';
import { ACTOR, OSAKA, specOf } from '../../__testUtils__/operationsFixture';
import { DatabaseOperationStore } from '../../DatabaseOperationStore';
import { forwarderTarget } from '../../ForwarderTarget';
import { PortalProcess } from './PortalProcess';

/** Asks for everything that a run can make, in a plant where nothing is prepared. */
export const fullSpec: ForwarderSpec = specOf({
  workspaceId: OSAKA,
  owner: 'group:default/plant-osaka',
  content: 'both',
  prepareSource: true,
  namespace: { name: 'evhns-fault-matrix', tier: 'Standard', capacity: 1 },
  application: { graphPermission: true },
});

/** The entity that {@link fullSpec} registers. */
export const fullRef = forwarderTarget(fullSpec).entityRef;

const TABLES = [
  'operation_journal',
  'operation_steps',
  'operations',
  'registrations',
];

/** Answers of a step, and rounds of the driver, after which a run is said to go on and on. */
const MOST_ROUNDS = 60;

/** Milliseconds that the client of Splunk waits for one answer. */
const SIEM_PATIENCE = 30_000;

/** A simulated cloud, a database and a clock that stands until it is moved. */
export class FaultRig {
  readonly cloud: TestCloud;
  readonly db: Knex;
  readonly store: DatabaseOperationStore;
  readonly logger = mockServices.logger.mock();
  /** Looks at operations, and does nothing. */
  readonly #reader: PortalProcess;
  #present = new Date();
  /** What goes on while time passes. */
  meanwhile: () => Promise<unknown> = async () => {};

  private constructor(cloud: TestCloud, db: Knex) {
    this.cloud = cloud;
    this.db = db;
    this.store = DatabaseOperationStore.create({ db });
    this.#reader = this.process();
  }

  /** @param options - of the simulated cloud */
  static async start(
    db: Knex,
    options: Parameters<typeof startTestCloud>[0] = {},
  ): Promise<FaultRig> {
    await db.migrate.latest({
      directory: resolvePackagePath(
        'backstage-plugin-siem-forwarder-backend',
        'migrations',
      ),
    });
    const cloud = await startTestCloud({
      seed: 'empty',
      siemReaders: 'direct',
      clock: { startAt: new Date().toISOString(), manual: true },
      tickInterval: 60_000,
      behaviours: { throttling: false },
      ...options,
    });
    return new FaultRig(cloud, db);
  }

  /** Everything as it was at the start, in cloud and database. */
  async reset(): Promise<void> {
    await this.cloud.control.reset();
    for (const table of TABLES) {
      await this.db(table).delete();
    }
    for (const method of Object.values(this.logger)) {
      if (jest.isMockFunction(method)) {
        method.mockClear();
      }
    }
    this.#present = new Date(await this.cloud.control.now());
  }

  /**
   * @param options - `patience`: milliseconds after which a call is given up,
   *   30,000 when absent; `maxRetries`: of the Azure clients, which do not try
   *   again by themselves when it is absent
   */
  process({
    patience = 30_000,
    maxRetries = 0,
  }: { patience?: number; maxRetries?: number } = {}): PortalProcess {
    return new PortalProcess({
      config: this.cloud.rootConfig,
      store: this.store,
      now: () => this.#present,
      callPatience: patience,
      maxRetries,
      logger: this.logger,
    });
  }

  async pass(seconds: number): Promise<void> {
    await this.meanwhile();
    this.#present = new Date(await this.cloud.control.advance({ seconds }));
  }

  open(process: PortalProcess, id: string, spec = fullSpec) {
    return process.operations.open({ id, spec, dryRun: false, actor: ACTOR });
  }

  /** Opens an operation on the forwarder, as a button of its page does. */
  openFor(
    process: PortalProcess,
    kind: Exclude<OperationKind, 'provision'>,
    input: object = {},
  ) {
    return process.operations.openFor({
      entityRef: fullRef,
      kind,
      input,
      actor: ACTOR,
    });
  }

  /** Runs one step until it is done, as a scaffolder task does. */
  async run(
    process: PortalProcess,
    id: string,
    step: OperationStep,
  ): Promise<void> {
    let last = '';
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const answer = await process.answer(id, step);
      if (answer.status === 'failed') {
        throw answer.error;
      }
      if (answer.status === 'done') {
        return;
      }
      last = answer.result.message;
      await this.pass(answer.result.retryAfterSeconds ?? 5);
    }
    throw new Error(`${step} waits on and on: ${last}`);
  }

  /** As {@link FaultRig.run} while others run too: what these take is real time. */
  async runBeside(
    process: PortalProcess,
    id: string,
    step: ProvisioningStep,
  ): Promise<void> {
    for (let round = 0; round < 1_000; round += 1) {
      const answer = await process.answer(id, step);
      if (answer.status === 'failed') {
        throw answer.error;
      }
      if (answer.status === 'done') {
        return;
      }
      await new Promise(resolve => setTimeout(resolve, 20));
    }
    throw new Error(`${step} of ${id} waits on and on`);
  }

  /** Lets happen what a step looks for. */
  async prepare(step: ProvisioningStep): Promise<void> {
    if (step === 'forwarding:verify') {
      await this.cloud.control.createIncident(fullSpec.workspaceId);
      await this.pass(60);
    }
  }

  /** Runs some steps, all when none are named: those before one, or from one on to the end. */
  async runSteps(
    process: PortalProcess,
    id: string,
    steps: readonly ProvisioningStep[] = provisioningSteps,
  ): Promise<void> {
    for (const step of steps) {
      await this.prepare(step);
      await this.run(process, id, step);
    }
  }

  /** Lets the portal drive until an operation is closed, or stands. */
  async drive(process: PortalProcess, id: string): Promise<Operation> {
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      await process.driver.tick();
      await process.driver.settled();
      const stored = (await this.store.getOperation(id))!;
      if (
        stored.status === 'done' ||
        stored.status === 'rolled-back' ||
        !stored.dueAt
      ) {
        return process.operations.get(id);
      }
      await this.pass(31);
    }
    const { failures, rollBack, steps } = await process.operations.get(id);
    throw new Error(
      `The operation goes on and on: ${JSON.stringify({
        failures,
        rollBack,
        last: steps.at(-1)?.message,
      })}`,
    );
  }

  /** Waits until a call of a name was left unanswered. */
  async untilStruck(operationId: string): Promise<void> {
    const isStruck = async () =>
      (await this.requests()).some(
        request => request.operationId === operationId && request.status === 0,
      );
    while (!(await isStruck())) {
      await new Promise(resolve => setTimeout(resolve, 2));
    }
  }

  /** Lets the patience with one request of the SIEM end twenty times sooner, until told otherwise. */
  hurry(): { end(): void } {
    const patient = AbortSignal.timeout;
    const spy = jest
      .spyOn(AbortSignal, 'timeout')
      .mockImplementation(milliseconds =>
        patient.call(
          AbortSignal,
          milliseconds === SIEM_PATIENCE ? milliseconds / 20 : milliseconds,
        ),
      );
    return { end: () => spy.mockRestore() };
  }

  /** Where a secret must not be, by name. */
  async places(id: string): Promise<Record<string, unknown>> {
    const tables = await Promise.all(
      TABLES.map(async table => [
        `the table ${table}`,
        await this.db(table).select(),
      ]),
    );
    return {
      ...Object.fromEntries(tables),
      'the log': Object.values(this.logger).flatMap(method =>
        jest.isMockFunction(method) ? method.mock.calls : [],
      ),
      'the answer': await this.#reader.operations.get(id),
    };
  }

  /** The requests since they were last forgotten, sign-ins among them. */
  requests(): Promise<LoggedRequest[]> {
    return this.cloud.control.requests();
  }
}
