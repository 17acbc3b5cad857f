import { randomUUID } from 'node:crypto';
import { Knex } from 'knex';
import {
  OperationStatus,
  ProvisioningStep,
} from 'backstage-plugin-siem-forwarder-common';
import {
  JournalEntry,
  JournalIntent,
  OperationStore,
  Registration,
  SecretDelivery,
  StoredOperation,
  StoredStep,
} from './OperationStore';

interface OperationRow {
  id: string;
  kind: 'provision';
  status: OperationStatus;
  actor: string;
  entity_ref: string;
  owner: string;
  spec: string;
  dry_run: boolean | number;
  opened_at: string;
  closed_at: string | null;
  claim_token: string | null;
  claimed_until: string | null;
}

interface StepRow {
  operation_id: string;
  step: ProvisioningStep;
  since: string;
  status: string | null;
  result: string | null;
  failure: string | null;
  state: string;
  updated_at: string;
}

interface JournalRow {
  id: number;
  operation_id: string;
  step: ProvisioningStep;
  action: JournalIntent['action'];
  resource: string;
  resource_id: string | null;
  resource_key: string | null;
  intended_at: string;
  outcome: 'done' | 'failed' | null;
  ended_at: string | null;
  reason: string | null;
}

interface RegistrationRow {
  entity_ref: string;
  owner: string;
  operation_id: string;
  entity: string;
  outputs: string;
  registered_at: string;
}

/** {@link OperationStore} in the plugin's database. */
export class DatabaseOperationStore implements OperationStore {
  readonly #db: Knex;

  private constructor(db: Knex) {
    this.#db = db;
  }

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
      .insert({
        id: operation.id,
        kind: operation.kind,
        status: operation.status,
        actor: operation.actor,
        entity_ref: operation.entityRef,
        owner: operation.owner,
        spec: JSON.stringify(operation.spec),
        dry_run: operation.dryRun,
        opened_at: operation.openedAt,
      })
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
      .where({ entity_ref: entityRef, status: 'open', dry_run: false })
      .whereNot({ owner })
      .whereIn('id', this.#journal().select('operation_id'))
      .first();
    return row && toOperation(row);
  }

  async hasMade(made: {
    entityRef: string;
    owner: string;
    step: ProvisioningStep;
  }): Promise<boolean> {
    const row = await this.#journal()
      .where({ step: made.step, action: 'create' })
      .whereIn(
        'operation_id',
        this.#operations()
          .where({ entity_ref: made.entityRef, owner: made.owner })
          .select('id'),
      )
      .first();
    return row !== undefined;
  }

  async closeOperation(
    id: string,
    status: Exclude<OperationStatus, 'open'>,
    at: string,
  ): Promise<void> {
    await this.#operations().where({ id }).update({ status, closed_at: at });
  }

  async claim(
    id: string,
    now: string,
    until: string,
  ): Promise<string | undefined> {
    const token = randomUUID();
    return this.#db.transaction(async tx => {
      const rows = await tx<OperationRow>('operations')
        .whereIn(
          'entity_ref',
          tx<OperationRow>('operations').where({ id }).select('entity_ref'),
        )
        .forUpdate();
      const held = rows.some(
        ({ claimed_until }) => claimed_until !== null && claimed_until > now,
      );
      if (held || rows.length === 0) {
        return undefined;
      }
      await tx<OperationRow>('operations')
        .where({ id })
        .update({ claim_token: token, claimed_until: until });
      return token;
    });
  }

  async release(id: string, token: string): Promise<void> {
    await this.#operations()
      .where({ id, claim_token: token })
      .update({ claim_token: null, claimed_until: null });
  }

  async listSteps(operationId: string): Promise<StoredStep[]> {
    const rows = await this.#db<StepRow>('operation_steps').where({
      operation_id: operationId,
    });
    return rows.map(toStep);
  }

  async putStep(operationId: string, step: StoredStep): Promise<void> {
    await this.#db<StepRow>('operation_steps')
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
  }

  async findDelivery(entityRef: string): Promise<SecretDelivery | undefined> {
    const rows: Pick<StepRow, 'state'>[] = await this.#db('operation_steps')
      .join('operations', 'operations.id', 'operation_steps.operation_id')
      .where('operations.entity_ref', entityRef)
      .where('operations.dry_run', false)
      .where('operation_steps.step', 'siem:connect')
      .orderBy('operation_steps.updated_at', 'desc')
      .select('operation_steps.state');
    for (const { state } of rows) {
      const { deliveredKeyId, clientId, endsAt } = JSON.parse(state);
      if (deliveredKeyId) {
        return { keyId: deliveredKeyId, clientId, endsAt };
      }
    }
    return undefined;
  }

  async insertIntent(intent: JournalIntent, at: string): Promise<number> {
    const [row] = await this.#journal()
      .insert({
        operation_id: intent.operationId,
        step: intent.step,
        action: intent.action,
        resource: intent.resource,
        resource_id: intent.resourceId ?? null,
        resource_key: intent.resourceId?.toLowerCase() ?? null,
        intended_at: at,
      })
      .returning('id');
    return row.id;
  }

  async recordOutcome(
    id: number,
    outcome: {
      outcome: 'done' | 'failed';
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

  async hasCreated(resourceId: string): Promise<boolean> {
    const row = await this.#journal()
      .where({
        resource_key: resourceId.toLowerCase(),
        action: 'create',
        outcome: 'done',
      })
      .first();
    return row !== undefined;
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

  async listRegistrations(): Promise<Registration[]> {
    const rows = await this.#registrations().orderBy('entity_ref');
    return rows.map(toRegistration);
  }

  #operations() {
    return this.#db<OperationRow>('operations');
  }

  #journal() {
    return this.#db<JournalRow>('operation_journal');
  }

  #registrations() {
    return this.#db<RegistrationRow>('registrations');
  }
}

function toOperation(row: OperationRow): StoredOperation {
  return {
    id: row.id,
    kind: row.kind,
    status: row.status,
    actor: row.actor,
    entityRef: row.entity_ref,
    owner: row.owner,
    spec: JSON.parse(row.spec),
    dryRun: Boolean(row.dry_run),
    openedAt: row.opened_at,
    ...(row.closed_at && { closedAt: row.closed_at }),
  };
}

function toStep(row: StepRow): StoredStep {
  return {
    step: row.step,
    since: row.since,
    updatedAt: row.updated_at,
    state: JSON.parse(row.state),
    ...(row.result && { result: JSON.parse(row.result) }),
    ...(row.failure && { failure: row.failure }),
  };
}

function toJournalEntry(row: JournalRow): JournalEntry {
  return {
    id: row.id,
    operationId: row.operation_id,
    step: row.step,
    action: row.action,
    resource: row.resource,
    intendedAt: row.intended_at,
    ...(row.resource_id && { resourceId: row.resource_id }),
    ...(row.outcome && { outcome: row.outcome }),
    ...(row.ended_at && { endedAt: row.ended_at }),
    ...(row.reason && { reason: row.reason }),
  };
}

function toRegistration(row: RegistrationRow): Registration {
  return {
    entityRef: row.entity_ref,
    owner: row.owner,
    operationId: row.operation_id,
    entity: JSON.parse(row.entity),
    outputs: JSON.parse(row.outputs),
    registeredAt: row.registered_at,
  };
}
