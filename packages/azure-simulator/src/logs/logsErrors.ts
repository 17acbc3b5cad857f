import { defineErrors } from '../errors/defineErrors';

const { group, builders } = defineErrors(
  {
    id: 'logs',
    title: 'Log Analytics query API',
    source: 'https://learn.microsoft.com/azure/azure-monitor/logs/api/errors',
  },
  {
    unauthenticated: {
      status: 401,
      code: 'InvalidTokenError',
      message: 'Valid authentication was not provided.',
      when: 'A request has no valid token for the query API.',
      headers: { 'www-authenticate': 'Bearer' },
    },
    insufficientAccess: {
      status: 403,
      code: 'InsufficientAccessError',
      message:
        'The provided credentials have insufficient access to perform the requested operation.',
      when: 'No role assignment lets the caller query the workspace.',
    },
    workspaceNotFound: {
      status: 404,
      code: 'WorkspaceNotFoundError',
      message: 'The workspace could not be found.',
      when: 'A path names a workspace that does not exist.',
    },
    missingQuery: {
      status: 400,
      code: 'BadArgumentError',
      message: 'The query parameter is required.',
      when: 'A request has no query.',
      ownWords: true,
    },
    emptyBatch: {
      status: 400,
      code: 'BadArgumentError',
      message: 'A batch needs the member requests, with one query at least.',
      when: 'A batch has no body, or no request.',
      ownWords: true,
    },
    invalidTimespan: {
      status: 400,
      code: 'BadArgumentError',
      message:
        "The timespan '{timespan}' is not valid: use an ISO 8601 duration or interval.",
      when: 'timespan is malformed.',
      ownWords: true,
    },
    invalidQuery: {
      status: 400,
      code: 'BadArgumentError',
      message: 'The request had some invalid properties',
      when: 'A query has a syntax error or names a table, column or function that does not exist; inner errors say which.',
    },
    notFound: {
      status: 404,
      code: 'PathNotFoundError',
      message: 'The requested path does not exist.',
      when: 'No operation that is simulated has this path.',
    },
  },
);

/** For the table of errors. */
export const logsErrorGroup = group;

/** Refusals of the Log Analytics query API. */
export const logsErrors = builders;
