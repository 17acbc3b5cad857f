import { isRestError, RestError } from '@azure/core-rest-pipeline';
import { AzureCall, AzureError, isAzureError } from './AzureError';
import { maskCredentials } from '../secrets/maskCredentials';
import { AzureErrorKind } from './AzureErrorKind';
import { CALL_HELD_BACK, heldBackSeconds } from './policies/callHeldBack';
import { CALL_TIMEOUT } from './policies/callTimeoutPolicy';
import { readRetryAfterSeconds } from './policies/readRetryAfterSeconds';

/** Statuses whose meaning is fixed; others are `invalid` (4xx) or `failed`. */
const kindOfStatus: Record<number, AzureErrorKind> = {
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not-found',
  408: 'timeout',
  409: 'conflict',
  412: 'conflict',
  429: 'throttled',
  503: 'failed',
  // Azure Monitor's metrics batch API throttles with 529, see
  // https://learn.microsoft.com/azure/azure-monitor/metrics/migrate-to-batch-api
  529: 'throttled',
};

/** Codes of Azure and of Node that say more than the status. */
const kindOfCode: Record<string, AzureErrorKind> = {
  [CALL_TIMEOUT]: 'timeout',
  [CALL_HELD_BACK]: 'throttled',
  ETIMEDOUT: 'unreachable',
  ECONNREFUSED: 'unreachable',
  ECONNRESET: 'unreachable',
  EAI_AGAIN: 'unreachable',
  ENOTFOUND: 'unreachable',
  EPIPE: 'unreachable',
  [RestError.REQUEST_SEND_ERROR]: 'unreachable',
  RoleAssignmentUpdateNotPermitted: 'conflict',
  endpoints_resolution_error: 'unreachable',
};

/** Names of the errors with which `@azure/identity` reports a refused credential. */
const authenticationErrors = new Set([
  'AuthenticationError',
  'AuthenticationRequiredError',
  'AggregateAuthenticationError',
  'CredentialUnavailableError',
]);

/**
 * Turns whatever an SDK throws into an {@link AzureError} that names the call.
 *
 * @param error - what was thrown
 * @param call - which call it was
 */
export function toAzureError(error: unknown, call: AzureCall): AzureError {
  if (isAzureError(error)) {
    return error;
  }
  if (isRestError(error)) {
    return fromRestError(error, call);
  }
  if (error instanceof Error && authenticationErrors.has(error.name)) {
    return fromAuthenticationError(error, call);
  }
  const message = error instanceof Error ? error.message : String(error);
  return new AzureError({
    ...call,
    kind: 'failed',
    azureMessage: message || 'no reason was given',
    cause: error,
  });
}

function fromRestError(error: RestError, call: AzureCall): AzureError {
  const body = readBody(error);
  const code = body.code ?? error.code;
  const headers = error.response?.headers;
  return new AzureError({
    ...call,
    kind: kindOf(error.statusCode, code),
    azureMessage: body.message ?? error.message,
    code,
    azureStatus: error.statusCode,
    correlationRequestId:
      headers?.get('x-ms-correlation-request-id') ??
      headers?.get('request-id') ??
      headers?.get('x-ms-request-id') ??
      error.request?.headers.get('x-ms-correlation-request-id'),
    retryAfterSeconds:
      heldBackSeconds(error) ?? (headers && readRetryAfterSeconds(headers)),
    cause: error,
  });
}

function kindOf(
  status: number | undefined,
  code: string | undefined,
): AzureErrorKind {
  const byCode = code === undefined ? undefined : kindOfCode[code];
  if (byCode) {
    return byCode;
  }
  if (status === undefined) {
    // TLS trust errors carry a code of OpenSSL's (UNABLE_TO_VERIFY_LEAF_SIGNATURE, ...)
    return 'unreachable';
  }
  return kindOfStatus[status] ?? (status < 500 ? 'invalid' : 'failed');
}

/**
 * Code and message of an error body. The paging code of the SDKs replaces the
 * message, and some services answer with text, so the body is read again.
 */
function readBody(error: RestError): { code?: string; message?: string } {
  const text = error.response?.bodyAsText?.trim();
  if (!text) {
    return findDetails(error.details) ?? {};
  }
  try {
    return findDetails(JSON.parse(text)) ?? {};
  } catch {
    // Not JSON: a proxy's page or a plain sentence, which is worth showing.
    return { message: maskCredentials(text).slice(0, 500) };
  }
}

function findDetails(
  body: unknown,
): { code?: string; message?: string } | undefined {
  if (typeof body !== 'object' || body === null) {
    return undefined;
  }
  const inner: unknown = 'error' in body ? body.error : body;
  if (typeof inner !== 'object' || inner === null) {
    return undefined;
  }
  return {
    ...('code' in inner && typeof inner.code === 'string'
      ? { code: inner.code }
      : {}),
    ...('message' in inner && typeof inner.message === 'string'
      ? { message: inner.message }
      : {}),
  };
}

/**
 * The login's own code (AADSTS…), see
 * https://learn.microsoft.com/entra/identity-platform/reference-error-codes
 */
function fromAuthenticationError(error: Error, call: AzureCall): AzureError {
  const code = /AADSTS\d+/.exec(error.message)?.[0];
  const unreachable =
    code === undefined &&
    /endpoints_resolution_error|network_error|ECONN|ENOTFOUND/.test(
      error.message,
    );
  return new AzureError({
    service: 'Microsoft Entra login',
    action: `issue a token to ${call.action}`,
    kind: unreachable ? 'unreachable' : 'unauthenticated',
    azureMessage: error.message.split(/\s*Trace ID:/)[0],
    code,
    cause: error,
  });
}
