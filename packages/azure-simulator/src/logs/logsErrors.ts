import { ServiceError } from '../http/ServiceError';

/** Refusals of the Log Analytics query API. Source: https://learn.microsoft.com/azure/azure-monitor/logs/api/errors */
export const logsErrors = {
  unauthenticated: () =>
    new ServiceError(
      401,
      'InvalidTokenError',
      'Valid authentication was not provided.',
      { headers: { 'www-authenticate': 'Bearer' } },
    ),
  insufficientAccess: () =>
    new ServiceError(
      403,
      'InsufficientAccessError',
      'The provided credentials have insufficient access to perform the requested operation.',
    ),
  workspaceNotFound: () =>
    new ServiceError(
      404,
      'WorkspaceNotFoundError',
      'The workspace could not be found.',
    ),
  missingQuery: () =>
    new ServiceError(
      400,
      'BadArgumentError',
      'The query parameter is required.',
    ),
  invalidTimespan: (text: string) =>
    new ServiceError(
      400,
      'BadArgumentError',
      `The timespan '${text}' is not valid: use an ISO 8601 duration or interval.`,
    ),
  notFound: () =>
    new ServiceError(
      404,
      'PathNotFoundError',
      'The requested path does not exist.',
    ),
};
