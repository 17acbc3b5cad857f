import { ServiceError } from '../http/ServiceError';

/** A refusal of an add-on handler, which splunkd wraps into an HTTP 500. */
export function handlerError(
  status: number,
  reason: string,
  message: string,
): ServiceError {
  return new ServiceError(
    500,
    'ERROR',
    `Unexpected error "<class 'splunktaucclib.rest_handler.error.RestError'>" from python handler: "REST Error [${status}]: ${reason} -- ${message}". See splunkd.log/python.log for more details.`,
  );
}

/** Refusals of splunkd and of the add-on. `code` is the type of the message. */
export const splunkErrors = {
  unauthenticated: () =>
    new ServiceError(401, 'WARN', 'call not properly authenticated'),
  unauthorizedBasic: () => new ServiceError(401, 'ERROR', 'Unauthorized'),
  notFound: (path: string) =>
    new ServiceError(404, 'ERROR', `Not Found: ${path}`),
  objectNotFound: (name: string) =>
    new ServiceError(404, 'ERROR', `Could not find object id=${name}`),
  unknownJob: (sid: string) =>
    new ServiceError(404, 'FATAL', `Unknown sid: ${sid}`),
  badRequest: (message: string) => new ServiceError(400, 'ERROR', message),
  fatal: (message: string) => new ServiceError(400, 'FATAL', message),
  nameMissing: () =>
    handlerError(
      400,
      'Bad Request',
      'The following required arguments are missing: name',
    ),
  nameRefused: (name: string) =>
    handlerError(
      400,
      'Bad Request',
      `"default" and names that start with "_" are not allowed: "${name}"`,
    ),
  nameInUse: (name: string) =>
    handlerError(409, 'Conflict', `Name "${name}" is already in use`),
  fieldMissing: (field: string) =>
    handlerError(400, 'Bad Request', `Required field is missing: ${field}`),
  handlerNotFound: (name: string) =>
    handlerError(404, 'Not Found', `"${name}" does not exist`),
  invalidField: (field: string, why: string) =>
    handlerError(400, 'Bad Request', `Parameter "${field}" is invalid: ${why}`),
  accountRefused: () =>
    handlerError(
      400,
      'Bad Request',
      'Account authentication failed. Please check your credentials and try again.',
    ),
};
