import { CustomErrorBase } from '@backstage/errors';
import { AzureErrorKind, azureErrorPolicies } from './AzureErrorKind';
import { withoutMarks, withoutWait } from './withoutMarks';

/** The services that the plugin calls, as messages name them. */
export type AzureService =
  | 'Azure Resource Manager'
  | 'Microsoft Graph'
  | 'Microsoft Sentinel'
  | 'Key Vault'
  | 'Azure Monitor metrics'
  | 'Log Analytics'
  | 'Microsoft Entra login';

/** One call, as an error names it. */
export interface AzureCall {
  service: AzureService;
  /** Infinitive with the resource's name: `read event hub 'defender-iot' of namespace 'evhns-ot-austin'`. */
  action: string;
}

/** Everything that is known of a failed call. */
export interface AzureErrorDetails extends AzureCall {
  kind: AzureErrorKind;
  /** Azure's own words. */
  azureMessage: string;
  /** Azure's error code: `AuthorizationFailed`, `PrincipalNotFound`. */
  code?: string;
  /** HTTP status of Azure's answer. */
  azureStatus?: number;
  /** `x-ms-correlation-request-id` (or Graph's `request-id`), which Microsoft's support asks for. */
  correlationRequestId?: string;
  retryAfterSeconds?: number;
  cause?: unknown;
}

/**
 * Azure refused, could not be reached, or did not answer in time.
 *
 * @remarks
 * `statusCode` is what our own API answers; Azure's status is `azureStatus`.
 * The cause is kept for the log only: it is not enumerable, so it is not part
 * of an answer, and it holds neither request nor response.
 */
export class AzureError extends CustomErrorBase {
  name = 'AzureError' as const;
  readonly service: AzureService;
  readonly action: string;
  readonly kind: AzureErrorKind;
  readonly code: string | undefined;
  readonly azureStatus: number | undefined;
  readonly azureMessage: string;
  readonly correlationRequestId: string | undefined;
  readonly retryAfterSeconds: number | undefined;
  /** Status for our own API, see {@link azureErrorPolicies}. */
  readonly statusCode: number;
  readonly retryable: boolean;
  /** What to do, one sentence. */
  readonly remedy: string;
  /**
   * The message without what is another one at each call (its ids and times,
   * and how long to wait): a refusal that lasts says the same each time.
   */
  readonly lastingMessage: string;

  constructor(details: AzureErrorDetails) {
    const policy = azureErrorPolicies[details.kind];
    super(sentence(details, policy.remedy));
    this.service = details.service;
    this.action = details.action;
    this.kind = details.kind;
    this.code = details.code;
    this.azureStatus = details.azureStatus;
    this.azureMessage = details.azureMessage;
    this.correlationRequestId = details.correlationRequestId;
    this.retryAfterSeconds = details.retryAfterSeconds;
    this.statusCode = policy.statusCode;
    this.retryable = policy.retryable;
    this.remedy = policy.remedy;
    this.lastingMessage = sentence(lasting(details), policy.remedy);
    Object.defineProperty(this, 'cause', {
      value: details.cause === undefined ? undefined : bare(details.cause),
      enumerable: false,
    });
  }
}

/** True for errors of this module, also across copies of the package. */
export function isAzureError(error: unknown): error is AzureError {
  return error instanceof Error && error.name === 'AzureError';
}

function lasting(details: AzureErrorDetails): AzureErrorDetails {
  const text = withoutMarks(details.azureMessage);
  return {
    ...details,
    azureMessage: details.kind === 'throttled' ? withoutWait(text) : text,
    correlationRequestId: undefined,
  };
}

function sentence(details: AzureErrorDetails, remedy: string): string {
  const marks = [
    details.code,
    details.azureStatus === undefined
      ? undefined
      : `HTTP ${details.azureStatus}`,
    details.correlationRequestId &&
      `correlation request id ${details.correlationRequestId}`,
  ].filter(Boolean);
  const suffix = marks.length ? ` (${marks.join(', ')})` : '';
  const text = details.azureMessage
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/\.$/, '');
  return `${details.service} did not ${details.action}: ${text}${suffix}. ${remedy}`;
}

/** The error without what it may carry along: requests, responses, bodies. */
function bare(cause: unknown): Error {
  if (!(cause instanceof Error)) {
    return new Error(String(cause));
  }
  const copy = new Error(cause.message);
  copy.name = cause.name;
  copy.stack = cause.stack;
  return copy;
}
