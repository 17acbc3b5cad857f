import { ControlRefusal } from '../control/ControlRefusal';
import type { OperationDescription } from '../control/ControlTypes';
import { isObject, JsonObject } from '../http/json';
import { HttpMethod } from '../http/Route';
import { serviceNames } from '../http/ServiceName';
import { FaultRequest, FaultStatus, faultWords } from './Fault';
import { nearestNames } from './nearestNames';

const methods: readonly HttpMethod[] = [
  'GET',
  'HEAD',
  'PUT',
  'POST',
  'PATCH',
  'DELETE',
];

const fields: readonly (keyof FaultRequest)[] = [
  'operationId',
  'service',
  'method',
  'pathPattern',
  'callerAppId',
  'after',
  'times',
  'status',
  'done',
  'delay',
  'answerDelay',
  'code',
  'message',
  'retryAfter',
];

/** What exists for faults to strike. */
export interface FaultTargets {
  operations: readonly OperationDescription[];
  applications: readonly { appId: string }[];
}

/** The services whose requests come to the fault desk: the control API's do not. */
const services = serviceNames.filter(name => name !== 'control');

function refuse(field: string, value: unknown, remedy: string): never {
  throw new ControlRefusal(
    `The fault's ${field} ${JSON.stringify(value)} cannot be used: ${remedy}`,
  );
}

function text(body: JsonObject, field: keyof FaultRequest): string | undefined {
  const value = body[field];
  return value === undefined || typeof value === 'string'
    ? value
    : refuse(field, value, 'give a text.');
}

function count(
  body: JsonObject,
  field: keyof FaultRequest,
  least: number,
): number | undefined {
  const value = body[field];
  if (value === undefined) {
    return undefined;
  }
  return typeof value === 'number' && Number.isInteger(value) && value >= least
    ? value
    : refuse(field, value, `give a whole number, at least ${least}.`);
}

function oneOf<T extends string>(
  body: JsonObject,
  field: keyof FaultRequest,
  known: readonly T[],
): T | undefined {
  const value = body[field];
  return value === undefined
    ? undefined
    : known.find(name => name === value) ??
        refuse(field, value, `it is one of ${known.join(', ')}.`);
}

function readStatus(body: JsonObject): FaultStatus | undefined {
  const value = body.status;
  if (
    typeof value === 'number' &&
    Number.isInteger(value) &&
    value >= 400 &&
    value <= 599
  ) {
    return value;
  }
  return typeof value === 'number'
    ? refuse('status', value, 'refusals have an HTTP status from 400 to 599.')
    : oneOf(body, 'status', faultWords);
}

function readPattern(body: JsonObject): string | undefined {
  const pattern = text(body, 'pathPattern');
  if (pattern !== undefined) {
    try {
      RegExp(pattern);
    } catch (error) {
      refuse('pathPattern', pattern, `${(error as Error).message}.`);
    }
  }
  return pattern;
}

function readOperation(
  body: JsonObject,
  operations: readonly OperationDescription[],
): OperationDescription | undefined {
  const name = text(body, 'operationId');
  if (name === undefined) {
    return undefined;
  }
  const found = operations.filter(({ operationId }) => operationId === name);
  if (found.length === 0) {
    const near = nearestNames(
      name,
      operations.map(({ operationId }) => operationId),
    );
    refuse(
      'operationId',
      name,
      near.length > 0
        ? `no route has it. Near: ${near.join(', ')}.`
        : 'no route has it; the command `operations` lists them.',
    );
  }
  for (const field of ['service', 'method'] as const) {
    const wanted = body[field];
    const possible = [...new Set(found.map(operation => operation[field]))];
    if (wanted !== undefined && !possible.some(value => value === wanted)) {
      refuse(
        field,
        wanted,
        `that of operation ${name} is ${possible.join(
          ' or ',
        )}; leave the ${field} out.`,
      );
    }
  }
  return found[0];
}

function readCaller(
  body: JsonObject,
  applications: FaultTargets['applications'],
  service: string | undefined,
): string | undefined {
  const caller = text(body, 'callerAppId');
  if (caller === undefined) {
    return undefined;
  }
  if (service === 'splunkManagement' || service === 'splunkSearch') {
    refuse(
      'callerAppId',
      caller,
      `requests to ${service} bear Splunk's tokens and no client id; leave it out.`,
    );
  }
  const known = applications.map(({ appId }) => appId);
  if (!known.includes(caller.toLowerCase())) {
    const near = nearestNames(caller, known);
    refuse(
      'callerAppId',
      caller,
      `no application has that client id.${
        near.length > 0 ? ` Near: ${near.join(', ')}.` : ''
      } The command \`forwarders\` lists those of the SIEM, the endpoints file has the portal's.`,
    );
  }
  return caller;
}

/** Reads a fault from the body of a request to the control API; what cannot be used is refused by field, value and remedy. */
export function readFault(
  body: unknown,
  { operations, applications }: FaultTargets,
): FaultRequest {
  if (!isObject(body)) {
    throw new ControlRefusal('A fault is a JSON object.');
  }
  for (const [name, value] of Object.entries(body)) {
    if (!fields.some(field => field === name)) {
      refuse(name, value, `the fields are ${fields.join(', ')}.`);
    }
  }
  const { done } = body;
  const service = oneOf(body, 'service', services);
  const method = oneOf(body, 'method', methods);
  const operation = readOperation(body, operations);
  const fault: FaultRequest = {
    operationId: operation?.operationId,
    service,
    method,
    pathPattern: readPattern(body),
    callerAppId: readCaller(body, applications, service ?? operation?.service),
    after: count(body, 'after', 0),
    times: count(body, 'times', 1),
    status: readStatus(body),
    done:
      done === undefined || typeof done === 'boolean'
        ? done
        : refuse('done', done, 'give true or false.'),
    delay: count(body, 'delay', 1),
    answerDelay: count(body, 'answerDelay', 1),
    code: text(body, 'code'),
    message: text(body, 'message'),
    retryAfter: count(body, 'retryAfter', 0),
  };
  if (fault.operationId === undefined && fault.service === undefined) {
    throw new ControlRefusal(
      `A fault needs an operationId or a service (${services.join(
        ', ',
      )}): say where it strikes.`,
    );
  }
  if (
    fault.status === undefined &&
    fault.delay === undefined &&
    fault.answerDelay === undefined
  ) {
    throw new ControlRefusal(
      `A fault needs a status (an HTTP status, ${faultWords.join(
        ', ',
      )}) or a delay: say what it does.`,
    );
  }
  if (fault.done && typeof fault.status !== 'number') {
    refuse('done', true, 'it goes with an HTTP status; the words imply it.');
  }
  return fault;
}
