import { Knex } from 'knex';
import {
  OperationStep,
  WriteOutcome,
} from 'backstage-plugin-siem-forwarder-common';
import { ClaimLostError } from './ClaimLostError';
import {
  Fence,
  JournalEntry,
  JournalIntent,
  OperationJournal,
} from './OperationJournal';
import { JournalRow, OperationRow, toJournalEntry } from './operationRows';

/** {@link OperationJournal} in the plugin's database. */
export abstract class DatabaseOperationJournal implements OperationJournal {
  protected readonly db: Knex;

  protected constructor(db: Knex) {
    this.db = db;
  }

  async hasMade(made: {
    entityRef: string;
    owner: string;
    step: OperationStep;
  }): Promise<boolean> {
    const row = await this.#journal()
      .where({ step: made.step, action: 'create' })
      .where(mayHaveHappened)
      .whereNotIn('id', this.#takenBack())
      .whereIn(
        'operation_id',
        this.db<OperationRow>('operations')
          .where({ entity_ref: made.entityRef, owner: made.owner })
          .select('id'),
      )
      .first();
    return row !== undefined;
  }

  async insertIntent(
    intent: JournalIntent,
    at: string,
    fence?: Fence,
  ): Promise<number> {
    return this.fenced(intent.operationId, fence, async tx => {
      const [row] = await tx<JournalRow>('operation_journal')
        .insert({
          operation_id: intent.operationId,
          step: intent.step,
          action: intent.action,
          kind: intent.kind,
          resource: intent.resource,
          resource_id: intent.resourceId ?? null,
          resource_key: intent.resourceId?.toLowerCase() ?? null,
          previous: intent.previous ? JSON.stringify(intent.previous) : null,
          undoes: intent.undoes ?? null,
          intended_at: at,
        })
        .returning('id');
      return row.id;
    });
  }

  async recordOutcome(
    id: number,
    outcome: {
      outcome: WriteOutcome;
      at: string;
      resourceId?: string;
      reason?: string;
    },
  ): Promise<void> {
    await this.#journal()
      .where({ id })
      .update({
        outcome: outcome.outcome,
        ended_at: outcome.at,
        reason: outcome.reason ?? null,
        ...(outcome.resourceId && {
          resource_id: outcome.resourceId,
          resource_key: outcome.resourceId.toLowerCase(),
        }),
      });
  }

  async listJournal(operationId: string): Promise<JournalEntry[]> {
    const rows = await this.#journal()
      .where({ operation_id: operationId })
      .orderBy('id');
    return rows.map(toJournalEntry);
  }

  async listUndoing(id: number): Promise<JournalEntry[]> {
    const rows = await this.#journal().where({ undoes: id }).orderBy('id');
    return rows.map(toJournalEntry);
  }

  async listLeft(resourceIds: string[]): Promise<JournalEntry[]> {
    const rows = await this.#journal()
      .where({ action: 'create' })
      .whereIn(
        'resource_key',
        resourceIds.map(id => id.toLowerCase()),
      )
      .whereIn(
        'id',
        this.#journal()
          .where({ action: 'keep' })
          .whereNotNull('undoes')
          .select('undoes'),
      )
      .whereNotIn('id', this.#takenBack())
      .orderBy('id');
    return rows.map(toJournalEntry);
  }

  async hasCreated(
    resourceId: string,
    { orDeleted = false }: { orDeleted?: boolean } = {},
  ): Promise<boolean> {
    const row = await this.#journal()
      .where({
        resource_key: resourceId.toLowerCase(),
        action: 'create',
      })
      .where(mayHaveHappened)
      .modify(made => {
        if (!orDeleted) {
          made.whereNotIn('id', this.#takenBack());
        }
      })
      .first();
    return row !== undefined;
  }

  /** Writes only while the claim holds, in one transaction with the look at it. */
  protected async fenced<T>(
    id: string,
    fence: Fence | undefined,
    write: (tx: Knex.Transaction) => Promise<T>,
  ): Promise<T> {
    return this.db.transaction(async tx => {
      if (fence) {
        const held = await tx<OperationRow>('operations')
          .where({ id, claim_token: fence.token, status: fence.status })
          .forUpdate()
          .first();
        if (!held) {
          throw new ClaimLostError(id);
        }
      }
      return write(tx);
    });
  }

  /** Numbers of the creates that were deleted again: what bears the name now is another's. */
  #takenBack() {
    return this.#journal()
      .where({ action: 'delete', outcome: 'done' })
      .whereNotNull('undoes')
      .select('undoes');
  }

  #journal() {
    return this.db<JournalRow>('operation_journal');
  }
}

/** A write that is noted without an outcome, or with an unknown one, counts. */
function mayHaveHappened(query: Knex.QueryBuilder): void {
  query.whereNull('outcome').orWhereNot('outcome', 'refused');
}
