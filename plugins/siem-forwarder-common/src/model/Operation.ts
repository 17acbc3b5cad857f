import { ForwarderSpec } from './ForwarderSpec';
import { NotedValue } from './ForwarderHealth';

/**
 * The steps that make a forwarder, in the order in which a template runs
 * them. Each is a scaffolder action `siem-forwarder:<step>`.
 *
 * @public
 */
export const provisioningSteps = [
  'prerequisites:check',
  'source:prepare',
  'namespace:begin',
  'application:register',
  'event-hub:create',
  'receiver:assign',
  'siem:connect',
  'export-rule:create',
  'forwarding:verify',
  'forwarder:register',
] as const;

/** @public */
export type ProvisioningStep = (typeof provisioningSteps)[number];

/**
 * What a step would do, or did, with one resource.
 *
 * @public
 */
export interface PlannedChange {
  step: ProvisioningStep;
  action: 'create' | 'adopt' | 'change' | 'refuse';
  /** `event hub defender-iot in evhns-ot-austin`. */
  resource: string;
  /** The ARM id, or the id in the directory or SIEM, where it is known before the write. */
  resourceId?: string;
  /** What differs from what was asked for, one sentence; for `refuse` also the remedy. */
  difference?: string;
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
}

/**
 * The answer of a dry run: every problem at once, and what would be done.
 *
 * @public
 */
export interface Plan {
  changes: PlannedChange[];
  problems: Problem[];
  exports: ExportPreview[];
  /** What the article says about cost, with the numbers behind it. */
  costNotice: string;
}

/** @public */
export type OperationStatus = 'open' | 'done' | 'failed' | 'rolled-back';

/** @public */
export type StepStatus = 'done' | 'waiting';

/**
 * The answer of a step: `done`, or `waiting` for something that Azure or the
 * SIEM needs time for.
 *
 * @public
 */
export interface StepResult {
  step: ProvisioningStep;
  status: StepStatus;
  /** One sentence of progress for the log. */
  message: string;
  /** Ask again after this many seconds (only while waiting). */
  retryAfterSeconds?: number;
  changes: PlannedChange[];
  /** Ids and names for later steps and for people; never a secret. */
  outputs: Record<string, string>;
}

/** @public */
export interface Operation {
  id: string;
  kind: 'provision';
  status: OperationStatus;
  /** Entity ref of the user who opened it. */
  actor: string;
  /** Entity ref of the forwarder that it makes. */
  entityRef: string;
  spec: ForwarderSpec;
  dryRun: boolean;
  openedAt: string;
  closedAt?: string;
  steps: StepResult[];
  values: NotedValue[];
}
