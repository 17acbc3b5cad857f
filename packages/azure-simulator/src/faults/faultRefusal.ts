import { ServiceError } from '../http/ServiceError';
import { ServiceName } from '../http/ServiceName';
import { Fault } from './Fault';

/** A service's code for a status; `inner` is the code that some nest. */
interface StatusCode {
  code: string;
  inner?: string;
}

type CodesByStatus = Record<number, StatusCode>;

/**
 * What the services call what befalls them, by HTTP status. A refusal with a
 * cause has its row in the table of errors; these are for faults without one.
 */
const codes: Record<Exclude<ServiceName, 'control'>, CodesByStatus> = {
  // Source: https://learn.microsoft.com/entra/identity-platform/reference-error-codes
  login: {
    401: { code: '7000215', inner: 'invalid_client' },
    429: { code: '90055', inner: 'temporarily_unavailable' },
    500: { code: '90012', inner: 'temporarily_unavailable' },
    503: { code: '90033', inner: 'temporarily_unavailable' },
    504: { code: '90033', inner: 'temporarily_unavailable' },
  },
  // Source: https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/common-deployment-errors
  resourceManager: {
    401: { code: 'AuthenticationFailed' },
    403: { code: 'AuthorizationFailed' },
    404: { code: 'ResourceNotFound' },
    409: { code: 'Conflict' },
    429: { code: 'TooManyRequests' },
    500: { code: 'InternalServerError' },
    503: { code: 'ServerBusy' },
    504: { code: 'GatewayTimeout' },
  },
  // Source: https://learn.microsoft.com/graph/errors
  graph: {
    401: { code: 'InvalidAuthenticationToken' },
    403: { code: 'Authorization_RequestDenied' },
    404: { code: 'Request_ResourceNotFound' },
    409: { code: 'Request_MultipleObjectsWithSameKeyValue' },
    429: { code: 'TooManyRequests' },
    500: { code: 'Service_InternalServerError' },
    503: { code: 'serviceNotAvailable' },
  },
  // Source: https://learn.microsoft.com/azure/azure-monitor/logs/api/errors
  logs: {
    401: { code: 'InvalidTokenError' },
    403: { code: 'InsufficientAccessError' },
    404: { code: 'PathNotFoundError' },
    429: { code: 'ThrottledError' },
    500: { code: 'InternalServerError' },
    503: { code: 'ServiceUnavailableError' },
    504: { code: 'GatewayTimeout' },
  },
  metrics: {
    401: { code: 'AuthorizationFailed' },
    403: { code: 'SubscriptionNotRegistered' },
    404: { code: 'NotFound' },
    429: { code: 'TooManyRequests' },
    503: { code: 'ServiceUnavailable' },
    529: { code: 'TooManyRequests' },
  },
  // Source: https://learn.microsoft.com/azure/key-vault/general/authentication-requests-and-responses
  keyVault: {
    401: { code: 'Unauthorized' },
    403: { code: 'Forbidden', inner: 'ForbiddenByRbac' },
    404: { code: 'SecretNotFound' },
    409: { code: 'Conflict' },
    429: { code: 'Throttled' },
    500: { code: 'InternalServerError' },
    503: { code: 'ServiceUnavailable' },
  },
  // Splunk's messages have types, no codes.
  splunkManagement: { 401: { code: 'WARN' } },
  splunkSearch: { 401: { code: 'WARN' } },
};

/** A code for services and statuses of which no code is known. */
const fallbacks: Record<string, StatusCode> = {
  splunkManagement: { code: 'ERROR' },
  splunkSearch: { code: 'ERROR' },
};

/** The refusal that a fault makes of a request, for the service's own error body. */
export function faultRefusal(service: ServiceName, fault: Fault): ServiceError {
  const status = Number(fault.status);
  const known: StatusCode = (service === 'control'
    ? undefined
    : codes[service][status]) ??
    fallbacks[service] ?? { code: 'ServiceFault' };
  // The login service's codes are numbers; a word is the OAuth error.
  const isOAuthError =
    service === 'login' && fault.code !== undefined && !/^\d/.test(fault.code);
  return new ServiceError(
    status,
    isOAuthError ? known.code : fault.code ?? known.code,
    fault.message ?? 'The simulator was told to fail.',
    {
      innerCode: isOAuthError ? fault.code : known.inner,
      ...(fault.retryAfter === undefined
        ? {}
        : { headers: { 'retry-after': String(fault.retryAfter) } }),
    },
  );
}
