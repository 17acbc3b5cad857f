import { randomUUID } from 'node:crypto';
import { isObject, objectAt, stringMapAt, valueAt } from '../http/json';
import { routeMatcher } from '../http/matchRoute';
import { refuseReservedNames } from '../http/refuseReservedNames';
import { HttpMethod, Route, ServiceRequest } from '../http/Route';
import { ServiceDefinition } from '../http/ServiceDefinition';
import { ServiceError } from '../http/ServiceError';
import { World } from '../World';
import { graphErrors } from './graphErrors';

/** Source: https://learn.microsoft.com/graph/json-batching */
const mostMembers = 20;

const methods: readonly HttpMethod[] = [
  'GET',
  'PUT',
  'POST',
  'PATCH',
  'DELETE',
];

interface Member {
  id: string;
  method: HttpMethod;
  /** Decoded, with `/v1.0` before it; as given when its escapes are broken. */
  path: string;
  query: URLSearchParams;
  headers: Record<string, string>;
  body: unknown;
  dependsOn: string[];
}

interface MemberAnswer {
  id: string;
  status: number;
  headers: Record<string, string>;
  body?: unknown;
}

function invalid(reason: string): ServiceError {
  return graphErrors.invalidBatch({ reason });
}

/** A path whose escapes are broken stays as it is: it names nothing, and its member alone fails. */
function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function readMember(value: unknown): Member {
  const { id, method, url, body, dependsOn } = objectAt(value);
  if (
    typeof id !== 'string' ||
    typeof method !== 'string' ||
    typeof url !== 'string'
  ) {
    throw invalid('every request needs the strings id, method and url.');
  }
  const known = methods.find(name => name === method.toUpperCase());
  if (!known) {
    throw invalid(`the method '${method}' of request '${id}' is not known.`);
  }
  const [path, query] = url.replace(/^\/?/, '/').split('?', 2);
  return {
    id,
    method: known,
    path: `/v1.0${decodePath(path)}`,
    query: new URLSearchParams(query),
    headers: Object.fromEntries(
      Object.entries(stringMapAt(value, 'headers')).map(([name, text]) => [
        name.toLowerCase(),
        text,
      ]),
    ),
    body: isObject(body) ? body : undefined,
    dependsOn: Array.isArray(dependsOn) ? dependsOn.map(String) : [],
  };
}

function readMembers(body: unknown): Member[] {
  const requests = valueAt(body, 'requests');
  const given = Array.isArray(requests) ? requests.length : 0;
  if (!Array.isArray(requests) || given === 0 || given > mostMembers) {
    throw graphErrors.batchSize({ given, most: mostMembers });
  }
  const members = requests.map(readMember);
  const ids = new Set(members.map(({ id }) => id.toLowerCase()));
  if (ids.size < members.length) {
    throw invalid('the ids of the requests must differ.');
  }
  const lost = members.find(({ dependsOn }) =>
    dependsOn.some(id => !ids.has(id.toLowerCase())),
  );
  if (lost) {
    throw invalid(
      `request '${lost.id}' depends on one that is not in the batch.`,
    );
  }
  return members;
}

/** Members in an order in which each comes after those that it depends on. */
function inOrder(members: readonly Member[]): Member[] {
  const done = new Set<string>();
  const ordered: Member[] = [];
  while (ordered.length < members.length) {
    const ready = members.filter(
      member =>
        !ordered.includes(member) &&
        member.dependsOn.every(id => done.has(id.toLowerCase())),
    );
    if (ready.length === 0) {
      throw invalid('requests depend on each other in a circle.');
    }
    for (const member of ready) {
      done.add(member.id.toLowerCase());
      ordered.push(member);
    }
  }
  return ordered;
}

/**
 * `$batch`: up to twenty requests in one, each judged, counted and answered by
 * itself, so that some fail or are throttled inside of an answer of 200.
 * @param service - Graph itself, whose operations the members name
 */
export function batchRoute(
  world: World,
  service: () => ServiceDefinition,
): Route {
  let match: ReturnType<typeof routeMatcher> | undefined;

  const answer = async (
    member: Member,
    batch: ServiceRequest,
  ): Promise<MemberAnswer> => {
    const { routes, throttle, headers, notFound, renderError } = service();
    match ??= routeMatcher(
      routes.filter(({ path }) => path !== '/v1.0/$batch'),
    );
    const found = match(member.method, member.path);
    const route = found.kind === 'found' ? found.route : undefined;
    const requestId = randomUUID();
    const { correlationId, caller, now } = batch;
    let answerHeaders = headers({ requestId, correlationId });
    try {
      const verdict = world.behaviours.throttling
        ? throttle?.({ ...member, caller, route })
        : undefined;
      answerHeaders = { ...answerHeaders, ...verdict?.headers };
      if (verdict?.refusal) {
        throw verdict.refusal;
      }
      if (found.kind !== 'found') {
        throw notFound(member.path);
      }
      refuseReservedNames(Object.values(found.params));
      const result = await found.route.handle({
        ...batch,
        ...member,
        params: found.params,
        form: new URLSearchParams(),
        requestId,
      });
      return {
        id: member.id,
        status: result.status,
        headers: { ...answerHeaders, ...result.headers },
        ...(result.body === undefined ? {} : { body: result.body }),
      };
    } catch (error) {
      if (!(error instanceof ServiceError)) {
        throw error;
      }
      return {
        id: member.id,
        status: error.status,
        headers: { ...answerHeaders, ...error.options.headers },
        body: renderError(error, { requestId, correlationId, now }),
      };
    }
  };

  return {
    operationId: 'batch.Execute',
    method: 'POST',
    path: '/v1.0/$batch',
    handle: async request => {
      const members = readMembers(request.body);
      const answers = new Map<string, MemberAnswer>();
      for (const member of inOrder(members)) {
        const failed = member.dependsOn.find(
          id => (answers.get(id.toLowerCase())?.status ?? 0) >= 400,
        );
        const refusal =
          failed === undefined
            ? undefined
            : graphErrors.failedDependency({ id: failed });
        answers.set(
          member.id.toLowerCase(),
          refusal
            ? {
                id: member.id,
                status: refusal.status,
                headers: {},
                body: service().renderError(refusal, request),
              }
            : await answer(member, request),
        );
      }
      return { status: 200, body: { responses: [...answers.values()] } };
    },
  };
}
