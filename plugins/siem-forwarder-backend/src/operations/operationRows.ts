import {
  OperationDriver,
  OperationKind,
  OperationStatus,
  OperationStep,
  WriteOutcome,
} from 'backstage-plugin-siem-forwarder-common';
import {
  JournalEntry,
  JournalIntent,
  Registration,
  ResourceKind,
  StoredOperation,
  StoredStep,
} from './OperationStore';

export interface OperationRow {
  id: string;
  kind: OperationKind;
  status: OperationStatus;
  driver: OperationDriver;
  actor: string;
  entity_ref: string;
  owner: string;
  spec: string;
  input: string | null;
  dry_run: boolean | number;
  roll_back_on_failure: boolean | number;
  opened_at: string;
  closed_at: string | null;
  due_at: string | null;
  progress_at: string | null;
  roll_back: string | null;
  claim_token: string | null;
  claimed_until: string | null;
}

export interface StepRow {
  operation_id: string;
  step: OperationStep;
  since: string;
  status: string | null;
  result: string | null;
  failure: string | null;
  state: string;
  updated_at: string;
}

export interface JournalRow {
  id: number;
  operation_id: string;
  step: OperationStep;
  action: JournalIntent['action'];
  kind: ResourceKind | null;
  resource: string;
  resource_id: string | null;
  resource_key: string | null;
  previous: string | null;
  undoes: number | null;
  intended_at: string;
  outcome: WriteOutcome | null;
  ended_at: string | null;
  reason: string | null;
}

export interface RegistrationRow {
  entity_ref: string;
  owner: string;
  operation_id: string;
  entity: string;
  outputs: string;
  registered_at: string;
  adopted: boolean | number;
}

export function fromOperation(
  operation: StoredOperation,
): Omit<OperationRow, 'claim_token' | 'claimed_until'> {
  return {
    id: operation.id,
    kind: operation.kind,
    status: operation.status,
    driver: operation.driver,
    actor: operation.actor,
    entity_ref: operation.entityRef,
    owner: operation.owner,
    spec: JSON.stringify(operation.spec),
    input: operation.input ? JSON.stringify(operation.input) : null,
    dry_run: operation.dryRun,
    roll_back_on_failure: operation.rollBackOnFailure ?? false,
    opened_at: operation.openedAt,
    closed_at: operation.closedAt ?? null,
    due_at: operation.dueAt ?? null,
    progress_at: operation.progressAt ?? null,
    roll_back: operation.rollBack ?? null,
  };
}

export function toOperation(row: OperationRow): StoredOperation {
  return {
    id: row.id,
    kind: row.kind,
    status: row.status,
    driver: row.driver,
    actor: row.actor,
    entityRef: row.entity_ref,
    owner: row.owner,
    spec: JSON.parse(row.spec),
    ...(row.input && { input: JSON.parse(row.input) }),
    dryRun: Boolean(row.dry_run),
    ...(row.roll_back_on_failure && { rollBackOnFailure: true }),
    openedAt: row.opened_at,
    ...(row.closed_at && { closedAt: row.closed_at }),
    ...(row.due_at && { dueAt: row.due_at }),
    ...(row.progress_at && { progressAt: row.progress_at }),
    ...(row.roll_back && { rollBack: row.roll_back }),
  };
}

export function toStep(row: StepRow): StoredStep {
  return {
    step: row.step,
    since: row.since,
    updatedAt: row.updated_at,
    state: JSON.parse(row.state),
    ...(row.result && { result: JSON.parse(row.result) }),
    ...(row.failure && { failure: row.failure }),
  };
}

export function toJournalEntry(row: JournalRow): JournalEntry {
  return {
    id: row.id,
    operationId: row.operation_id,
    step: row.step,
    action: row.action,
    ...(row.kind && { kind: row.kind }),
    resource: row.resource,
    ...(row.previous && { previous: JSON.parse(row.previous) }),
    ...(row.undoes !== null && { undoes: row.undoes }),
    intendedAt: row.intended_at,
    ...(row.resource_id && { resourceId: row.resource_id }),
    ...(row.outcome && { outcome: row.outcome }),
    ...(row.ended_at && { endedAt: row.ended_at }),
    ...(row.reason && { reason: row.reason }),
  };
}

export function toRegistration(row: RegistrationRow): Registration {
  return {
    entityRef: row.entity_ref,
    owner: row.owner,
    operationId: row.operation_id,
    entity: JSON.parse(row.entity),
    outputs: JSON.parse(row.outputs),
    registeredAt: row.registered_at,
    ...(row.adopted && { adopted: true }),
  };
}
