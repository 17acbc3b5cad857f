import { CostEstimate } from './CostEstimate';
import { ForwarderSpec } from './ForwarderSpec';
import { NotedValue } from './ForwarderHealth';
import { MissingRight } from './MissingRight';

/**
 * The steps that make a forwarder, in the order in which a template runs
 * them. Each is a scaffolder action `siem-forwarder:<step>`.
 *
 * @remarks
 * Azure takes one to two minutes for a namespace, and Microsoft Entra most of
 * one until it takes a fresh secret. Both are begun before anything that does
 * not need them, and what needs the namespace comes last.
 *
 * @public
 */
export const provisioningSteps = [
  'prerequisites:check',
  'namespace:begin',
  'source:prepare',
  'application:register',
  'siem:connect',
  'event-hub:create',
  'receiver:assign',
  'export-rule:create',
  'forwarding:verify',
  'forwarder:register',
] as const;

/** @public */
export type ProvisioningStep = (typeof provisioningSteps)[number];

/**
 * What an operation is for: the making of a forwarder, or something in its
 * life after that.
 *
 * @public
 */
export const operationKinds = [
  'provision',
  'rotate',
  'repair',
  'change',
  'pause',
  'resume',
  'adopt',
  'decommission',
] as const;

/** @public */
export type OperationKind = (typeof operationKinds)[number];

/**
 * The steps of each kind of operation, in their order. Each is a scaffolder
 * action `siem-forwarder:<step>`.
 *
 * @public
 */
export const operationSteps = {
  provision: provisioningSteps,
  rotate: ['credential:rotate'],
  repair: ['forwarder:repair'],
  change: ['forwarder:change'],
  pause: ['forwarder:pause'],
  resume: ['forwarder:resume'],
  adopt: ['forwarder:adopt'],
  decommission: ['forwarder:decommission'],
} as const satisfies Record<OperationKind, readonly string[]>;

/** @public */
export type OperationStep = (typeof operationSteps)[OperationKind][number];

/**
 * A property of a resource that is not what was asked for.
 *
 * @public
 */
export interface Difference {
  /** As the portal of the service calls it: `partitions`. */
  property: string;
  /** What is there, as a person reads it. */
  found: string;
  /** What was asked for. */
  wanted: string;
}

/**
 * What can be done with a resource. `adopt`: used as it is; `keep`: left in
 * place by an operation that takes things down.
 *
 * @public
 */
export const plannedActions = [
  'create',
  'adopt',
  'change',
  'refuse',
  'delete',
  'keep',
] as const;

/** @public */
export type PlannedAction = (typeof plannedActions)[number];

/**
 * What a step would do, or did, with one resource.
 *
 * @public
 */
export interface PlannedChange {
  step: OperationStep;
  action: PlannedAction;
  /** `event hub defender-iot in evhns-ot-austin`. */
  resource: string;
  /** The ARM id, or the id in the directory or SIEM, where it is known before the write. */
  resourceId?: string;
  /** What differs from what was asked for, or why it is kept, one sentence; for `refuse` also the remedy. */
  difference?: string;
  /** The same, property by property, where it can be told so. */
  differences?: Difference[];
}

/**
 * Something that stands against an operation.
 *
 * @public
 */
export interface Problem {
  /** Path into the {@link ForwarderSpec}: `namespace.name`. */
  field: string;
  /** Stable code: `namespace-name-taken`. */
  code: string;
  /** One sentence that names the value. */
  message: string;
  /** One sentence that says what to do. */
  remedy: string;
  /** `error` stops the operation, `warning` is shown. */
  severity: 'error' | 'warning';
  /** The right whose lack is the problem. */
  right?: MissingRight;
}

/**
 * What the exported tables held in the last 30 days.
 *
 * @public
 */
export interface ExportPreview {
  table: string;
  /** Rows in the last 30 days; absent when they could not be counted. */
  rows?: number;
  /** Of them from Defender for IoT. */
  iotRows?: number;
  /** What Log Analytics says these rows are large, in bytes (`_BilledSize`). */
  bytes?: number;
}

/**
 * The answer of a dry run: every problem at once, and what would be done.
 *
 * @public
 */
export interface Plan {
  changes: PlannedChange[];
  problems: Problem[];
  /** What the portal's identities may not do, by identity, role and scope. */
  missingRights: MissingRight[];
  exports: ExportPreview[];
  cost: CostEstimate;
  /** What the article says about cost, with the numbers behind it, in one paragraph. */
  costNotice: string;
}

/**
 * `open`: under way, or failed in a step and waiting for Retry or Roll back.
 * `rolling-back`: what it wrote is being taken back; it cannot be retried any
 * more. `done` and `rolled-back` are final.
 *
 * @public
 */
export const operationStatuses = [
  'open',
  'done',
  'rolling-back',
  'rolled-back',
] as const;

/** @public */
export type OperationStatus = (typeof operationStatuses)[number];

/**
 * Who runs the steps of an open operation: the scaffolder task that opened
 * it, or the portal itself (buttons of a page, Retry, and every roll back).
 *
 * @public
 */
export type OperationDriver = 'task' | 'portal';

/**
 * How a write ended. `refused`: the service said no, so that nothing happened.
 * `unknown`: it may have happened (no answer, a failing service, a process
 * that ended).
 *
 * @public
 */
export type WriteOutcome = 'done' | 'refused' | 'unknown';

/**
 * What a step failed with last.
 *
 * @public
 */
export interface StepFailure {
  step: OperationStep;
  /** One sentence with the remedy. */
  message: string;
  /** When (ISO 8601, UTC). */
  at: string;
}

/** @public */
export type StepStatus = 'done' | 'waiting';

/**
 * The answer of a step: `done`, or `waiting` for something that Azure or the
 * SIEM needs time for.
 *
 * @public
 */
export interface StepResult {
  step: OperationStep;
  status: StepStatus;
  /** One sentence of progress for the log. */
  message: string;
  /** Ask again after this many seconds (only while waiting). */
  retryAfterSeconds?: number;
  changes: PlannedChange[];
  /** Ids and names for later steps and for people; never a secret. */
  outputs: Record<string, string>;
  /** What was planned; only of the first step, which plans the whole. */
  plan?: Plan;
}

/** @public */
export interface Operation {
  id: string;
  kind: OperationKind;
  status: OperationStatus;
  driver: OperationDriver;
  /** Entity ref of the user who opened it. */
  actor: string;
  /** Entity ref of the forwarder that it is about. */
  entityRef: string;
  spec: ForwarderSpec;
  /** What its kind asks for besides the specification: the reason of a pause, the changes. */
  input?: Record<string, unknown>;
  dryRun: boolean;
  /** A failed step rolls it back at once. */
  rollBackOnFailure?: boolean;
  openedAt: string;
  closedAt?: string;
  steps: StepResult[];
  /** What the steps failed with that have not succeeded since. */
  failures?: StepFailure[];
  /**
   * Since when nobody works at it, though it is open: its task was killed or
   * cancelled. Absent while its next turn may still come.
   */
  idleSince?: string;
  /** Why it is being rolled back, or why that does not go on, one sentence. */
  rollBack?: string;
  values: NotedValue[];
}

/**
 * What a list of operations is narrowed to.
 *
 * @public
 */
export interface OperationQuery {
  /** Entity ref of the forwarder. */
  entityRef?: string;
  status?: OperationStatus;
  /** At most so many, 1 to 200; 50 when absent. */
  limit?: number;
}

/**
 * Operations, the newest first.
 *
 * @public
 */
export interface OperationList {
  items: Operation[];
}
