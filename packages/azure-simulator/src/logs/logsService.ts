import { objectsAt, stringAt, stringsAt } from '../http/json';
import { Route, ServiceRequest, ServiceResponse } from '../http/Route';
import { ServiceDefinition } from '../http/ServiceDefinition';
import { ServiceError } from '../http/ServiceError';
import { idKey } from '../ids/armId';
import { AccessTokens } from '../login/AccessTokens';
import { Caller } from '../login/Caller';
import { Workspace } from '../state';
import { logsThrottle } from '../throttling/logsThrottle';
import { World } from '../World';
import { executeQuery } from './executeQuery';
import { KqlError } from './kql/KqlError';
import { logsErrors } from './logsErrors';

/** The audience of tokens for the query API. */
const audience = 'https://api.loganalytics.io';

function lineAndColumn(query: string, position: number): [number, number] {
  const before = query.slice(0, position).split('\n');
  return [before.length, before[before.length - 1].length];
}

/** The refusal of a query, with the cause nested as the service nests it. */
function refuseQuery(error: KqlError, query: string): ServiceError {
  const syntax = error.kind === 'syntax';
  const [line, pos] = lineAndColumn(query, error.position ?? 0);
  return logsErrors.invalidQuery(
    {},
    {
      innerError: {
        code: syntax ? 'SyntaxError' : 'SemanticError',
        message: syntax
          ? 'A recognition error occurred in the query.'
          : 'A semantic error occurred.',
        innererror: {
          code: syntax ? 'SYN0002' : 'SEM0100',
          message: syntax
            ? `${error.message} on line [${line},${pos}]`
            : error.message,
          ...(syntax ? { line, pos } : {}),
        },
      },
    },
  );
}

function renderError(error: ServiceError): Record<string, unknown> {
  return {
    error: {
      message: error.message,
      code: error.code,
      ...(error.options.innerError
        ? { innererror: error.options.innerError }
        : {}),
    },
  };
}

function logsRoutes(world: World): Route[] {
  const byCustomerId = (id: string): Workspace | undefined =>
    Object.values(world.state.workspaces).find(
      workspace => workspace.customerId === id.toLowerCase(),
    );
  /** The workspaces of a cross-workspace query: by id, name or ARM id. */
  const findOthers = (names: readonly string[]): Workspace[] =>
    names.map(name => {
      const wanted = name.trim().toLowerCase();
      const found = Object.values(world.state.workspaces).find(
        workspace =>
          workspace.customerId === wanted ||
          workspace.name.toLowerCase() === wanted ||
          idKey(workspace.id) === wanted,
      );
      if (!found) {
        throw logsErrors.workspaceNotFound();
      }
      return found;
    });
  const answer = (
    caller: Caller,
    workspace: Workspace | undefined,
    query: string | undefined,
    timespan: string | undefined,
    others: readonly Workspace[] = [],
  ): ServiceResponse => {
    try {
      return {
        status: 200,
        body: executeQuery(world, caller, workspace, {
          query,
          timespan,
          others,
        }),
      };
    } catch (error) {
      if (error instanceof KqlError) {
        throw refuseQuery(error, query ?? '');
      }
      throw error;
    }
  };
  const post = (
    { body, query, caller }: ServiceRequest,
    workspace?: Workspace,
  ) =>
    answer(
      caller,
      workspace,
      stringAt(body, 'query'),
      stringAt(body, 'timespan') ?? query.get('timespan') ?? undefined,
      findOthers(stringsAt(body, 'workspaces') ?? []),
    );
  return [
    {
      operationId: 'Query_Batch',
      method: 'POST',
      path: '/v1/$batch',
      readOnly: true,
      handle: ({ body, caller }) => {
        const requests = objectsAt(body, 'requests');
        if (requests.length === 0) {
          throw logsErrors.emptyBatch();
        }
        return {
          status: 200,
          body: {
            responses: requests.map(item => {
              let response: ServiceResponse;
              try {
                response = answer(
                  caller,
                  byCustomerId(stringAt(item, 'workspace') ?? ''),
                  stringAt(item, 'body', 'query'),
                  stringAt(item, 'body', 'timespan'),
                );
              } catch (error) {
                if (!(error instanceof ServiceError)) {
                  throw error;
                }
                response = { status: error.status, body: renderError(error) };
              }
              return {
                id: item.id,
                status: response.status,
                headers: { 'Content-Type': 'application/json' },
                body: response.body,
              };
            }),
          },
        };
      },
    },
    {
      operationId: 'Query_Execute',
      method: 'POST',
      path: '/v1/workspaces/{workspaceId}/query',
      readOnly: true,
      handle: request =>
        post(request, byCustomerId(request.params.workspaceId)),
    },
    {
      operationId: 'Query_Get',
      method: 'GET',
      path: '/v1/workspaces/{workspaceId}/query',
      handle: ({ params, query, caller }) =>
        answer(
          caller,
          byCustomerId(params.workspaceId),
          query.get('query') ?? undefined,
          query.get('timespan') ?? undefined,
          findOthers(query.get('workspaces')?.split(',') ?? []),
        ),
    },
    {
      operationId: 'Query_ResourceExecute',
      method: 'POST',
      path: '/v1/{+resourceId}/query',
      readOnly: true,
      handle: request =>
        post(
          request,
          world.state.workspaces[
            idKey(`/${request.params.resourceId.replace(/^\/+/, '')}`)
          ],
        ),
    },
  ];
}

/** The Log Analytics query API v1 (api.loganalytics.io). */
export function logsService(
  world: World,
  tokens: AccessTokens,
): ServiceDefinition {
  return {
    name: 'logs',
    routes: logsRoutes(world),
    authenticate: async ({ headers }) => {
      const caller = await tokens.check(headers.authorization, audience);
      if (typeof caller === 'string') {
        throw logsErrors.unauthenticated();
      }
      return caller;
    },
    notFound: () => logsErrors.notFound(),
    renderError,
    throttle: logsThrottle(world),
    headers: ({ requestId, correlationId }) => ({
      'request-id': requestId,
      'x-ms-correlation-request-id': correlationId,
    }),
  };
}
