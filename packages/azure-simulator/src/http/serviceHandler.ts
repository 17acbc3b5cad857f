import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { toIso } from '../clock/format';
import { Caller } from '../login/Caller';
import { World } from '../World';
import { Exchange } from './Exchange';
import { Fault, Faults } from './Faults';
import { routeMatcher } from './matchRoute';
import { readBody, ReceivedBody } from './readBody';
import { RequestLog } from './RequestLog';
import { HttpMethod, Route, ServiceRequest, ServiceResponse } from './Route';
import { ServiceDefinition } from './ServiceDefinition';
import { ServiceError } from './ServiceError';

/** What all services share. */
export interface ServiceEnvironment {
  world: World;
  requests: RequestLog;
  faults: Faults;
  /** Told of errors that are the simulator's own. */
  onInternalError(error: unknown): void;
  /** Told of every answer that was sent whole, when somebody keeps them. */
  onExchange?: (exchange: Exchange) => void;
}

type Connection = {
  request: IncomingMessage;
  response: ServerResponse;
};

function plainHeaders(request: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : value ?? '',
    ]),
  );
}

function withoutAuthorization(
  headers: Record<string, string>,
): Record<string, string> {
  const { authorization: _, ...others } = headers;
  return others;
}

/** The body for the record; one that cannot be parsed was refused, and is left out. */
function bodyOf(received: ReceivedBody): unknown {
  try {
    const { body, form } = received.parse();
    return body ?? (form.size > 0 ? Object.fromEntries(form) : undefined);
  } catch {
    return undefined;
  }
}

/** A path with broken escapes stays as it is: no route has it. */
function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function requireApiVersion(route: Route, apiVersion: string | undefined): void {
  if (!route.apiVersions) {
    return;
  }
  if (!apiVersion) {
    throw new ServiceError(
      400,
      'MissingApiVersionParameter',
      'The api-version query parameter (?api-version=) is required for all requests.',
    );
  }
  const known = route.apiVersions.some(version =>
    typeof version === 'string'
      ? version === apiVersion
      : version.test(apiVersion),
  );
  if (!known) {
    const names = route.apiVersions.map(String).join(', ');
    throw new ServiceError(
      400,
      'InvalidApiVersionParameter',
      `The api-version '${apiVersion}' is invalid. The supported versions are '${names}'.`,
    );
  }
}

/**
 * Makes the listener of one service: faults, authentication, api-version,
 * authorization, the route's handler, the service's error body, the log.
 */
export function serviceHandler(
  service: ServiceDefinition,
  environment: ServiceEnvironment,
): (request: IncomingMessage, response: ServerResponse) => void {
  const match = routeMatcher(service.routes);
  const { world, requests, faults } = environment;

  async function answer({ request, response }: Connection): Promise<void> {
    const method = (request.method ?? 'GET') as HttpMethod;
    const headers = plainHeaders(request);
    const origin = `https://${headers.host}`;
    const [rawPath, rawQuery = ''] = (request.url ?? '/').split('?', 2);
    // Clients that pass an id which starts with a slash send `//subscriptions/...`.
    const path = decodePath(rawPath.replace(/^\/+/, '/'));
    const query = new URLSearchParams(rawQuery);
    const apiVersion = query.get('api-version') ?? undefined;
    const requestId = randomUUID();
    const correlationId =
      headers['x-ms-correlation-request-id'] ?? randomUUID();
    const found = match(method, path);
    const route = found.kind === 'found' ? found.route : undefined;
    let caller: Caller | undefined;
    let received: ReceivedBody | undefined;
    let fault: Fault | undefined;
    let quotaHeaders: Record<string, string> | undefined;
    let refusal: ServiceError | undefined;

    const log = (status: number) =>
      requests.add({
        time: toIso(world.clock.now()),
        service: service.name,
        method,
        path: path,
        apiVersion,
        operationId: route?.operationId,
        userAgent: headers['user-agent'],
        clientRequestId:
          headers['x-ms-client-request-id'] ?? headers['client-request-id'],
        correlationId,
        status,
        isWrite: method !== 'GET' && method !== 'HEAD' && !route?.readOnly,
        callerAppId: caller?.appId || undefined,
      });

    const send = (result: ServiceResponse) => {
      const answerHeaders = {
        ...service.headers({ requestId, correlationId }),
        ...quotaHeaders,
      };
      const plain = refusal?.options.plainText ?? false;
      const bodyText = plain ? refusal?.message : JSON.stringify(result.body);
      const text = bodyText ?? '';
      const contentType = plain
        ? 'text/plain; charset=utf-8'
        : 'application/json; charset=utf-8';
      response.writeHead(result.status, {
        ...answerHeaders,
        ...(text
          ? {
              'content-type': contentType,
              'content-length': String(Buffer.byteLength(text)),
            }
          : {}),
        ...result.headers,
      });
      response.end(method === 'HEAD' ? undefined : text);
      log(result.status);
      environment.onExchange?.({
        service: service.name,
        operationId: route?.operationId,
        method,
        url: request.url ?? '/',
        requestHeaders: withoutAuthorization(headers),
        requestBody: received && bodyOf(received),
        status: result.status,
        responseHeaders: {
          ...answerHeaders,
          ...(text ? { 'content-type': contentType } : {}),
          ...result.headers,
        },
        responseBody: plain ? text : result.body,
        ...(refusal?.options.id ? { errorId: refusal.options.id } : {}),
        ...(fault ? { fault: true as const } : {}),
      });
    };

    const cut = () => {
      request.socket.destroy();
      log(0);
    };

    if (service.isDown?.()) {
      cut();
      return;
    }

    received = await readBody(request);
    fault = faults.strike(service.name, method, path);
    if (fault?.status === 'hang') {
      log(0);
      return;
    }
    if (fault?.status === 'reset') {
      cut();
      return;
    }

    let result: ServiceResponse;
    try {
      if (typeof fault?.status === 'number') {
        throw new ServiceError(
          fault.status,
          fault.code ?? 'ServiceFault',
          fault.message ?? 'The simulator was told to fail.',
          fault.retryAfter === undefined
            ? {}
            : { headers: { 'retry-after': String(fault.retryAfter) } },
        );
      }
      caller = await service.authenticate({ headers, origin, path });
      if (service.throttle && world.behaviours.throttling) {
        const verdict = service.throttle({
          method,
          path,
          query,
          caller,
          route,
        });
        quotaHeaders = verdict.headers;
        if (verdict.refusal) {
          throw verdict.refusal;
        }
      }
      if (found.kind === 'methodNotAllowed') {
        throw new ServiceError(
          405,
          'MethodNotAllowed',
          `The method ${method} is not allowed for '${path}'.`,
        );
      }
      if (found.kind === 'notFound') {
        throw service.notFound(path);
      }
      requireApiVersion(found.route, apiVersion);
      const serviceRequest: ServiceRequest = {
        method,
        path: path,
        params: found.params,
        query,
        headers,
        ...received.parse(),
        origin,
        requestId,
        correlationId,
        caller,
        now: world.clock.now(),
      };
      service.authorize?.(found.route, serviceRequest);
      result = await found.route.handle(serviceRequest);
      if (method !== 'GET' && method !== 'HEAD' && !found.route.readOnly) {
        world.changed();
      }
    } catch (error) {
      refusal =
        error instanceof ServiceError
          ? error
          : new ServiceError(
              500,
              'InternalServerError',
              'The simulator failed; its log says why.',
            );
      if (refusal !== error) {
        environment.onInternalError(error);
      }
      result = {
        status: refusal.status,
        body: service.renderError(refusal, {
          requestId,
          correlationId,
          now: world.clock.now(),
        }),
        headers: refusal.options.headers,
      };
    }
    if (fault?.status === 'afterDone') {
      cut();
      return;
    }
    send(result);
  }

  return (request, response) => {
    answer({ request, response }).catch(error => {
      environment.onInternalError(error);
      request.socket.destroy();
    });
  };
}
