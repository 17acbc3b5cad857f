import { randomUUID } from 'node:crypto';
import { Knex } from 'knex';
import {
  OperationStatus,
  OperationStep,
} from 'backstage-plugin-siem-forwarder-common';
import { DatabaseOperationJournal } from './DatabaseOperationJournal';
import {
  fromOperation,
  JournalRow,
  OperationRow,
  RegistrationRow,
  StepRow,
  toOperation,
  toRegistration,
  toStep,
} from './operationRows';
import {
  Fence,
  OperationAudience,
  OperationStore,
  Registration,
  SecretDelivery,
  StoredOperation,
  StoredStep,
} from './OperationStore';

/** Steps that note which secret they delivered. */
const deliveringSteps: readonly OperationStep[] = [
  'siem:connect',
  'credential:rotate',
  'forwarder:repair',
  'forwarder:adopt',
];

/** {@link OperationStore} in the plugin's database. */
export class DatabaseOperationStore
  extends DatabaseOperationJournal
  implements OperationStore
{
  /** @param options - `db`: a client whose migrations have been applied */
  static create(options: { db: Knex }): DatabaseOperationStore {
    return new DatabaseOperationStore(options.db);
  }

  async getOperation(id: string): Promise<StoredOperation | undefined> {
    const row = await this.#operations().where({ id }).first();
    return row && toOperation(row);
  }

  async insertOperation(operation: StoredOperation): Promise<StoredOperation> {
    await this.#operations()
      .insert(fromOperation(operation))
      .onConflict('id')
      .ignore();
    const row = await this.#operations().where({ id: operation.id }).first();
    return row ? toOperation(row) : operation;
  }

  async findForeignOperation(
    entityRef: string,
    owner: string,
  ): Promise<StoredOperation | undefined> {
    const row = await this.#operations()
      .where({ entity_ref: entityRef, dry_run: false })
      .whereIn('status', ['open', 'rolling-back'])
      .whereNot({ owner })
      .whereIn(
        'id',
        this.db<JournalRow>('operation_journal').select('operation_id'),
      )
      .first();
    return row && toOperation(row);
  }

  async listOperations(query: {
    entityRef?: string;
    statuses?: OperationStatus[];
    real?: boolean;
    seenBy?: OperationAudience;
    limit?: number;
  }): Promise<StoredOperation[]> {
    const { entityRef, statuses, real, seenBy, limit } = query;
    const rows = await this.#operations()
      .modify(found => {
        if (entityRef) {
          found.where({ entity_ref: entityRef });
        }
        if (statuses) {
          found.whereIn('status', statuses);
        }
        if (real) {
          found.where({ dry_run: false });
        }
        if (seenBy) {
          found.where(of =>
            of
              .where({ actor: seenBy.actor })
              .orWhereIn('owner', [...seenBy.owners]),
          );
        }
        if (limit) {
          found.limit(limit);
        }
      })
      .orderBy([
        { column: 'opened_at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ]);
    return rows.map(toOperation);
  }

  async findDue(now: string, limit: number): Promise<StoredOperation[]> {
    const rows = await this.#operations()
      .whereIn('status', ['open', 'rolling-back'])
      .where('due_at', '<=', now)
      .where(claim =>
        claim.whereNull('claimed_until').orWhere('claimed_until', '<=', now),
      )
      .orderBy('due_at')
      .limit(limit);
    return rows.map(toOperation);
  }

  async findStalled(since: string, limit: number): Promise<StoredOperation[]> {
    const rows = await this.#operations()
      .where({ status: 'open' })
      .whereRaw('coalesce(progress_at, opened_at) <= ?', [since])
      .orderBy('opened_at')
      .limit(limit);
    return rows.map(toOperation);
  }

  async closeOperation(
    id: string,
    status: 'done' | 'rolled-back',
    at: string,
    fence?: Fence,
  ): Promise<void> {
    await this.fenced(id, fence, tx =>
      tx<OperationRow>('operations')
        .where({ id })
        .update({ status, closed_at: at, due_at: null }),
    );
  }

  async takeOver(id: string, dueAt: string): Promise<boolean> {
    return this.db.transaction(async tx => {
      const updated = await tx<OperationRow>('operations')
        .where({ id, status: 'open' })
        .update({ driver: 'portal', due_at: dueAt });
      if (updated === 1) {
        await tx<StepRow>('operation_steps')
          .where({ operation_id: id, status: 'waiting' })
          .update({ since: dueAt });
      }
      return updated === 1;
    });
  }

  async beginRollBack(
    id: string,
    reason: string,
    at: string,
  ): Promise<boolean> {
    const updated = await this.#operations()
      .where({ id, status: 'open' })
      .update({
        status: 'rolling-back',
        driver: 'portal',
        due_at: at,
        roll_back: reason,
      });
    return updated === 1;
  }

  async schedule(
    id: string,
    next: { dueAt?: string; rollBack?: string },
    fence: Fence,
  ): Promise<void> {
    await this.fenced(id, fence, tx =>
      tx<OperationRow>('operations')
        .where({ id })
        .update({
          due_at: next.dueAt ?? null,
          ...(next.rollBack && { roll_back: next.rollBack }),
        }),
    );
  }

  async claim(
    id: string,
    now: string,
    until: string,
  ): Promise<string | undefined> {
    const token = randomUUID();
    return this.db.transaction(async tx => {
      const rows = await tx<OperationRow>('operations')
        .whereIn(
          'entity_ref',
          tx<OperationRow>('operations').where({ id }).select('entity_ref'),
        )
        // In one order, so that two claims do not wait for each other.
        .orderBy('id')
        .forUpdate();
      const held = rows.some(
        ({ claimed_until }) => claimed_until !== null && claimed_until > now,
      );
      if (held || rows.length === 0) {
        return undefined;
      }
      // What another operation of the forwarder still holds has ended, and
      // must not be used any more.
      await tx<OperationRow>('operations')
        .where({ entity_ref: rows[0].entity_ref })
        .whereNotNull('claim_token')
        .update({ claim_token: null, claimed_until: null });
      await tx<OperationRow>('operations')
        .where({ id })
        .update({ claim_token: token, claimed_until: until });
      return token;
    });
  }

  async extend(id: string, fence: Fence, until: string): Promise<boolean> {
    const extended = await this.#operations()
      .where({ id, claim_token: fence.token, status: fence.status })
      .update({ claimed_until: until });
    return extended === 1;
  }

  async release(id: string, token: string): Promise<void> {
    await this.#operations()
      .where({ id, claim_token: token })
      .update({ claim_token: null, claimed_until: null });
  }

  async listSteps(operationId: string): Promise<StoredStep[]> {
    const rows = await this.db<StepRow>('operation_steps').where({
      operation_id: operationId,
    });
    return rows.map(toStep);
  }

  async putStep(
    operationId: string,
    step: StoredStep,
    fence?: Fence,
  ): Promise<void> {
    await this.fenced(operationId, fence, async tx => {
      await tx<StepRow>('operation_steps')
        .insert({
          operation_id: operationId,
          step: step.step,
          since: step.since,
          status: step.result?.status ?? null,
          result: step.result ? JSON.stringify(step.result) : null,
          failure: step.failure ?? null,
          state: JSON.stringify(step.state),
          updated_at: step.updatedAt,
        })
        .onConflict(['operation_id', 'step'])
        .merge();
      if (step.result?.status === 'done') {
        await tx<OperationRow>('operations')
          .where({ id: operationId })
          .update({ progress_at: step.updatedAt });
      }
    });
  }

  async findDelivery(
    entityRef: string,
    isIt: (delivery: SecretDelivery) => boolean = () => true,
  ): Promise<SecretDelivery | undefined> {
    const rows: Pick<StepRow, 'state'>[] = await this.db('operation_steps')
      .join('operations', 'operations.id', 'operation_steps.operation_id')
      .where('operations.entity_ref', entityRef)
      .where('operations.dry_run', false)
      .whereIn('operation_steps.step', [...deliveringSteps])
      .orderBy('operation_steps.updated_at', 'desc')
      .select('operation_steps.state');
    for (const { state } of rows) {
      const { deliveredKeyId, clientId, endsAt } = JSON.parse(state);
      const delivery = { keyId: deliveredKeyId, clientId, endsAt };
      if (deliveredKeyId && isIt(delivery)) {
        return delivery;
      }
    }
    return undefined;
  }

  async putRegistration(registration: Registration): Promise<void> {
    await this.#registrations()
      .insert({
        entity_ref: registration.entityRef,
        owner: registration.owner,
        operation_id: registration.operationId,
        entity: JSON.stringify(registration.entity),
        outputs: JSON.stringify(registration.outputs),
        registered_at: registration.registeredAt,
        adopted: registration.adopted ?? false,
      })
      .onConflict('entity_ref')
      .merge();
  }

  async getRegistration(entityRef: string): Promise<Registration | undefined> {
    const row = await this.#registrations()
      .where({ entity_ref: entityRef })
      .first();
    return row && toRegistration(row);
  }

  async deleteRegistration(entityRef: string): Promise<void> {
    await this.#registrations().where({ entity_ref: entityRef }).delete();
  }

  async listRegistrations(): Promise<Registration[]> {
    const rows = await this.#registrations().orderBy('entity_ref');
    return rows.map(toRegistration);
  }

  #operations() {
    return this.db<OperationRow>('operations');
  }

  #registrations() {
    return this.db<RegistrationRow>('registrations');
  }
}
