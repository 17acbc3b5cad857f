import { inspect } from 'util';
import {
  createHttpHeaders,
  createPipelineRequest,
  RestError,
} from '@azure/core-rest-pipeline';
import { AuthenticationRequiredError } from '@azure/identity';
import { serializeError } from '@backstage/errors';
import { AzureErrorKind, azureErrorPolicies } from './AzureErrorKind';
import { toAzureError } from './toAzureError';

const call = {
  service: 'Azure Resource Manager' as const,
  action: "write data export rule 'export-x'",
};
const SECRET = 'not-a-real-secret';

function restError(options: {
  status?: number;
  code?: string;
  message?: string;
  body?: string;
  headers?: Record<string, string>;
}) {
  const request = createPipelineRequest({
    url: 'https://management.azure.com/subscriptions/x',
    headers: createHttpHeaders({ authorization: `Bearer ${SECRET}` }),
    body: JSON.stringify({ client_secret: SECRET }),
  });
  return new RestError(options.message ?? 'failed', {
    statusCode: options.status,
    code: options.code,
    request,
    ...(options.status
      ? {
          response: {
            status: options.status,
            request,
            headers: createHttpHeaders(options.headers),
            bodyAsText: options.body,
          },
        }
      : {}),
  });
}

describe('toAzureError', () => {
  it.each<[Parameters<typeof restError>[0], AzureErrorKind, number]>([
    [{ status: 401 }, 'unauthenticated', 502],
    [{ status: 403, code: 'AuthorizationFailed' }, 'forbidden', 502],
    [{ status: 404, code: 'ResourceNotFound' }, 'not-found', 409],
    [{ status: 409, code: 'Conflict' }, 'conflict', 409],
    [{ status: 400, code: 'BadRequest' }, 'invalid', 400],
    [
      { status: 400, code: 'RoleAssignmentUpdateNotPermitted' },
      'conflict',
      409,
    ],
    [{ status: 429, headers: { 'retry-after': '17' } }, 'throttled', 503],
    [{ status: 529 }, 'throttled', 503],
    [{ status: 500 }, 'failed', 502],
    [{ status: 503 }, 'failed', 502],
    [{ code: 'ECONNREFUSED' }, 'unreachable', 503],
    [{ code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' }, 'unreachable', 503],
  ])('%j is %s, and our answer %d', (options, kind, statusCode) => {
    const error = toAzureError(restError(options), call);
    expect(error).toMatchObject({
      kind,
      statusCode,
      azureStatus: options.status,
      retryable: azureErrorPolicies[kind].retryable,
    });
    expect(error.retryAfterSeconds).toBe(options.headers ? 17 : undefined);
  });

  it("names the call, and keeps Azure's code, words and correlation id", () => {
    const error = toAzureError(
      restError({
        status: 403,
        code: 'AuthorizationFailed',
        message: 'Pagination failed with unexpected statusCode 403',
        body: '{"error":{"code":"AuthorizationFailed","message":"The client does not have authorization."}}',
        headers: { 'x-ms-correlation-request-id': 'abc-1' },
      }),
      call,
    );
    expect(error.message).toBe(
      "Azure Resource Manager did not write data export rule 'export-x': The client does not have authorization (AuthorizationFailed, HTTP 403, correlation request id abc-1). Grant the portal's identity the missing right; a new role assignment takes up to 10 minutes.",
    );
    expect(error.lastingMessage).toBe(
      error.message.replace(', correlation request id abc-1', ''),
    );
    expect(error).toMatchObject({
      code: 'AuthorizationFailed',
      correlationRequestId: 'abc-1',
      azureMessage: 'The client does not have authorization.',
    });
  });

  it('reads errors that are text', () => {
    const error = toAzureError(
      restError({ status: 502, body: 'Bad gateway, says a proxy' }),
      call,
    );
    expect(error.azureMessage).toBe('Bad gateway, says a proxy');
  });

  it('tells a refused credential from an unreachable login', () => {
    const refused = toAzureError(
      new AuthenticationRequiredError({
        scopes: [],
        message:
          'invalid_client: Error(s): 7000222 - AADSTS7000222: The provided client secret keys are expired. Trace ID: 1',
      }),
      call,
    );
    expect(refused).toMatchObject({
      service: 'Microsoft Entra login',
      kind: 'unauthenticated',
      code: 'AADSTS7000222',
      statusCode: 502,
    });
    const unreachable = toAzureError(
      new AuthenticationRequiredError({
        scopes: [],
        message: 'endpoints_resolution_error: Endpoints cannot be resolved',
      }),
      call,
    );
    expect(unreachable.kind).toBe('unreachable');
  });

  it('carries no request, response or token along', () => {
    const error = toAzureError(restError({ status: 500 }), call);
    expect(error.cause).toMatchObject({ name: 'RestError', message: 'failed' });
    expect(error.cause).not.toHaveProperty('request');
    expect(error.cause).not.toHaveProperty('response');
    expect(serializeError(error)).not.toHaveProperty('cause');
    for (const text of [
      JSON.stringify(serializeError(error, { includeStack: true })),
      inspect(error, { depth: 10, showHidden: true }),
    ]) {
      expect(text).not.toContain(SECRET);
    }
  });

  it('takes anything else for a failure, with its words', () => {
    const error = toAzureError(
      new Error('The long-running operation has failed. Quota'),
      call,
    );
    expect(error).toMatchObject({ kind: 'failed' });
    expect(error.message).toContain('Quota');
    expect(toAzureError(error, call)).toBe(error);
  });
});
