import { LoggerService } from '@backstage/backend-plugin-api';
import { ConfigReader } from '@backstage/config';
import {
  OperationStep,
  StepResult,
} from 'backstage-plugin-siem-forwarder-common';
import { AzureTenants } from '../../../azure';
import { Scopes } from '../../../scopes';
import { SiemInstances } from '../../../siem';
import { DatabaseOperationStore } from '../../DatabaseOperationStore';
import { OperationDriver } from '../../OperationDriver';
import { Operations } from '../../Operations';
import { OperationStore } from '../../OperationStore';
import { readKeyVaults } from '../../readKeyVaults';
import { killable } from './KillableStore';

/** What a process of the portal lives in. */
export interface Surroundings {
  config: ConfigReader;
  store: DatabaseOperationStore;
  now: () => Date;
  /** Milliseconds after which a call is given up. */
  callPatience: number;
  /** Attempts after the first one that the Azure clients make by themselves. */
  maxRetries: number;
  logger: LoggerService;
}

/** How an answer to a step came about. */
export type StepAnswer =
  | { status: 'done' | 'waiting'; result: StepResult }
  | { status: 'failed'; error: Error };

/**
 * One process of the portal over a database that others share: its memory is
 * its own, and goes with it.
 */
export class PortalProcess {
  readonly operations: Operations;
  readonly driver: OperationDriver;
  readonly #kill: () => void;

  constructor(surroundings: Surroundings) {
    const { config, logger, now } = surroundings;
    const { store, kill } = killable(surroundings.store);
    this.#kill = kill;
    this.operations = Operations.create({
      store,
      tenants: AzureTenants.fromConfig(config, {
        logger,
        now: () => now().getTime(),
        timings: {
          attemptTimeout: surroundings.callPatience,
          maxRetries: surroundings.maxRetries,
          retryDelay: 1,
          maximumThrottleWait: 0,
          consistencyTimeout: 0,
        },
      }),
      siems: SiemInstances.fromConfig(config, [], {
        now: () => now().getTime(),
      }),
      keyVaults: readKeyVaults(config),
      scopes: Scopes.fromConfig(config),
      registrations: deskOf(store),
      logger,
      now,
    });
    this.driver = OperationDriver.create({
      operations: this.operations,
      store,
      logger,
      now,
    });
  }

  /** Ends it at once: what it has begun is not finished, and it writes nothing any more. */
  kill(): void {
    this.#kill();
  }

  /** As much as the portal does at once with an operation that it drives. */
  async advance(id: string): Promise<StepAnswer['status']> {
    try {
      await this.operations.advance(id);
    } catch {
      return 'failed';
    }
    const { status } = await this.operations.get(id);
    return status === 'done' || status === 'rolled-back' ? 'done' : 'waiting';
  }

  /** One answer to a step, refusals among them. */
  async answer(id: string, step: OperationStep): Promise<StepAnswer> {
    try {
      const result = await this.operations.runStep(id, step);
      return { status: result.status, result };
    } catch (error) {
      return { status: 'failed', error: error as Error };
    }
  }
}

/** A catalog that serves what is registered at once. */
function deskOf(store: OperationStore) {
  return {
    get: (ref: string) => store.getRegistration(ref),
    put: (registration: Parameters<OperationStore['putRegistration']>[0]) =>
      store.putRegistration(registration),
    remove: (ref: string) => store.deleteRegistration(ref),
    findEntity: async (ref: string) =>
      (await store.getRegistration(ref))?.entity,
  };
}
