import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { AnswerTimes } from '../AnswerTimes';
import { toIso } from '../clock/format';
import { claimedCaller } from '../faults/claimedCaller';
import { Fault } from '../faults/Fault';
import { FaultDesk, pause } from '../faults/FaultDesk';
import { faultRefusal } from '../faults/faultRefusal';
import { withoutFirstItem } from '../faults/withoutFirstItem';
import { Caller } from '../login/Caller';
import { World } from '../World';
import { Exchange } from './Exchange';
import { incomingRequest } from './incomingRequest';
import { routeMatcher } from './matchRoute';
import { readBody, ReceivedBody } from './readBody';
import { refuseReservedNames } from './refuseReservedNames';
import { RequestLog } from './RequestLog';
import { Route, ServiceRequest, ServiceResponse } from './Route';
import { ServiceDefinition } from './ServiceDefinition';
import { sendAnswer } from './sendAnswer';
import { requestErrors } from './requestErrors';
import { ServiceError } from './ServiceError';

/** What all services share. */
export interface ServiceEnvironment {
  world: World;
  requests: RequestLog;
  faults: FaultDesk;
  /** How long answers are kept back; not at all when absent. */
  answerTimes?: AnswerTimes;
  /** Told of errors that are the simulator's own. */
  onInternalError(error: unknown): void;
  /** Told of every answer that was sent whole, when somebody keeps them. */
  onExchange?: (exchange: Exchange) => void;
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

function requireApiVersion(route: Route, apiVersion: string | undefined): void {
  if (!route.apiVersions) {
    return;
  }
  if (!apiVersion) {
    throw requestErrors.missingApiVersion();
  }
  const known = route.apiVersions.some(version =>
    typeof version === 'string'
      ? version === apiVersion
      : version.test(apiVersion),
  );
  if (!known) {
    throw requestErrors.invalidApiVersion({
      apiVersion,
      versions: route.apiVersions
        .map(version => (typeof version === 'string' ? version : 'any date'))
        .join(', '),
    });
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

  async function answer(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const { method, path, query, apiVersion, headers, origin } =
      incomingRequest(request);
    const requestId = randomUUID();
    const correlationId =
      headers[service.correlationHeader ?? 'x-ms-correlation-request-id'] ??
      randomUUID();
    const found = match(method, path);
    const route = found.kind === 'found' ? found.route : undefined;
    const changes = method !== 'GET' && method !== 'HEAD' && !route?.readOnly;
    let caller: Caller | undefined;
    let quotaHeaders: Record<string, string> | undefined;
    let refusal: ServiceError | undefined;
    const answerTime = environment.answerTimes?.({
      service: service.name,
      operationId: route?.operationId,
      isWrite: changes,
    });

    const log = (status: number) =>
      requests.add({
        time: toIso(world.clock.now()),
        service: service.name,
        method,
        path,
        apiVersion,
        operationId: route?.operationId,
        userAgent: headers['user-agent'],
        clientRequestId:
          headers['x-ms-client-request-id'] ?? headers['client-request-id'],
        correlationId,
        status,
        isWrite: changes,
        ...(answerTime ? { answerTime } : {}),
        callerAppId: caller?.appId || undefined,
      });

    const cut = () => {
      request.socket.destroy();
      log(0);
    };

    if (service.isDown?.()) {
      cut();
      return;
    }
    let received: ReceivedBody;
    try {
      received = await readBody(request);
    } catch (error) {
      if (request.complete) {
        throw error;
      }
      // The client gave up in the middle of its body: nobody waits for an answer.
      log(0);
      return;
    }

    await pause(answerTime);

    const send = (result: ServiceResponse, fault: Fault | undefined) => {
      if (request.socket.destroyed) {
        // The client gave up while the answer was delayed, or the simulator stops.
        log(0);
        return;
      }
      const plain = refusal?.options.plainText ?? false;
      const text =
        (plain
          ? refusal?.message
          : result.text ?? JSON.stringify(result.body)) ?? '';
      const contentType = plain
        ? 'text/plain; charset=utf-8'
        : 'application/json; charset=utf-8';
      const answerHeaders = service.headers({ requestId, correlationId });
      if (text) {
        answerHeaders['content-type'] = contentType;
      }
      Object.assign(answerHeaders, quotaHeaders, result.headers);
      const sent = sendAnswer(
        { request, response, head: method === 'HEAD' },
        { status: result.status, headers: answerHeaders, text },
        fault?.status,
      );
      if (sent === 'cut') {
        log(0);
        return;
      }
      log(result.status);
      environment.onExchange?.({
        service: service.name,
        operationId: route?.operationId,
        method,
        url: request.url ?? '/',
        requestHeaders: withoutAuthorization(headers),
        requestBody: bodyOf(received),
        status: result.status,
        responseHeaders: answerHeaders,
        responseBody: plain ? text : result.text ?? result.body,
        ...(refusal?.options.id ? { errorId: refusal.options.id } : {}),
        // A delay alone changes no answer.
        ...(fault?.status === undefined ? {} : { fault: true as const }),
      });
    };

    const refuse = (error: unknown): ServiceResponse => {
      refusal =
        error instanceof ServiceError ? error : requestErrors.internal();
      if (refusal !== error) {
        environment.onInternalError(error);
      }
      return {
        status: refusal.status,
        body: service.renderError(refusal, {
          requestId,
          correlationId,
          now: world.clock.now(),
        }),
        headers: refusal.options.headers,
      };
    };

    const work = async (body: ReceivedBody): Promise<ServiceResponse> => {
      let noted: ((status: number) => void) | undefined;
      try {
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
          throw requestErrors.methodNotAllowed({ method, path });
        }
        if (found.kind === 'notFound') {
          throw service.notFound(path);
        }
        requireApiVersion(found.route, apiVersion);
        const content = body.parse();
        refuseReservedNames([
          ...Object.values(found.params),
          ...content.form.values(),
        ]);
        const serviceRequest: ServiceRequest = {
          method,
          path,
          params: found.params,
          query,
          headers,
          ...content,
          origin,
          requestId,
          correlationId,
          caller,
          now: world.clock.now(),
        };
        if (changes) {
          noted = status =>
            service.noteChange?.(found.route, serviceRequest, status);
        }
        service.authorize?.(found.route, serviceRequest);
        const result = await found.route.handle(serviceRequest);
        if (changes) {
          world.changed();
        }
        noted?.(result.status);
        return result;
      } catch (error) {
        const refused = refuse(error);
        noted?.(refused.status);
        return refused;
      }
    };

    const fault = faults.idle
      ? undefined
      : await faults.strike({
          service: service.name,
          method,
          path,
          operationId: route?.operationId,
          callerAppId: () =>
            claimedCaller(service, { headers, origin, path }, received),
        });
    if (!fault) {
      send(await work(received), undefined);
      return;
    }
    if (fault.status === 'hang') {
      log(0);
      return;
    }
    if (fault.status === 'reset') {
      cut();
      return;
    }
    await pause(fault.delay);
    const refused = typeof fault.status === 'number';
    let result = refused && !fault.done ? undefined : await work(received);
    if (!result || refused) {
      result = refuse(faultRefusal(service.name, fault));
    }
    await pause(fault.answerDelay);
    if (fault.status === 'afterDone') {
      cut();
      return;
    }
    if (fault.status === 'silent') {
      log(0);
      return;
    }
    if (fault.status === 'partial') {
      result = { ...result, body: withoutFirstItem(result.body) };
    }
    send(result, fault);
  }

  return (request, response) => {
    answer(request, response).catch(error => {
      environment.onInternalError(error);
      request.socket.destroy();
    });
  };
}
