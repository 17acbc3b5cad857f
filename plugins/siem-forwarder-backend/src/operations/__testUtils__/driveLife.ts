import {
  Operation,
  OperationKind,
} from 'backstage-plugin-siem-forwarder-common';
import { Knex } from 'knex';
import { ACTOR, OperationsFixture, startOperations } from './operationsFixture';

const MOST_TURNS = 60;
const PAUSE_MS = 100;
/** What passes between two turns, by the portal's clock. */
const TURN_MS = 10_000;

/** Kinds of operations on a forwarder that exists. */
export type LifeKind = Exclude<OperationKind, 'provision'>;

/** Operations on one forwarder, whose waits pass at once. */
export interface LifeFixture extends OperationsFixture {
  open(kind: LifeKind, input?: object, dryRun?: boolean): Promise<Operation>;
  /** Goes on until an operation is closed. */
  drive(operation: Pick<Operation, 'id'>): Promise<Operation>;
  /** Opens an operation and goes on until it is closed. */
  live(kind: LifeKind, input?: object, dryRun?: boolean): Promise<Operation>;
  /** Rolls an operation back and goes on until that is done. */
  takeBack(operation: Pick<Operation, 'id'>): Promise<Operation>;
  pass(milliseconds: number): void;
}

/** Starts a fixture for the life of one forwarder; stop its cloud in the end. */
export async function startLife(
  db: Knex,
  entityRef: string,
  options: Parameters<typeof startOperations>[1] = {},
): Promise<LifeFixture> {
  let ahead = 0;
  const fixture = await startOperations(db, {
    seed: 'empty',
    now: () => new Date(Date.now() + ahead),
    ...options,
  });
  const life: LifeFixture = Object.assign(fixture, {
    open: (kind: LifeKind, input: object = {}, dryRun = false) =>
      fixture.operations.openFor({
        entityRef,
        kind,
        input,
        dryRun,
        actor: ACTOR,
      }),
    drive: async ({ id }: Pick<Operation, 'id'>) => {
      for (let turn = 0; turn < MOST_TURNS; turn += 1) {
        await fixture.operations.advance(id);
        const operation = await fixture.operations.get(id);
        if (['done', 'rolled-back'].includes(operation.status)) {
          return operation;
        }
        ahead += TURN_MS;
        await new Promise(resolve => setTimeout(resolve, PAUSE_MS));
      }
      const { steps, rollBack } = await fixture.operations.get(id);
      throw new Error(
        `${id} still goes on: ${JSON.stringify([steps, rollBack])}`,
      );
    },
    live: async (kind: LifeKind, input: object = {}, dryRun = false) =>
      life.drive(await life.open(kind, input, dryRun)),
    takeBack: async ({ id }: Pick<Operation, 'id'>) => {
      await fixture.operations.rollBack(id, 'Asked for.');
      return life.drive({ id });
    },
    pass: (milliseconds: number) => {
      ahead += milliseconds;
    },
  });
  return life;
}
