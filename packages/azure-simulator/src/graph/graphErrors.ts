import { ServiceError } from '../http/ServiceError';

/** Refusals of Microsoft Graph. Source: https://learn.microsoft.com/graph/errors */
export const graphErrors = {
  missingToken: () =>
    new ServiceError(
      401,
      'InvalidAuthenticationToken',
      'Access token is empty.',
      { headers: { 'www-authenticate': 'Bearer realm=""' } },
    ),
  invalidToken: () =>
    new ServiceError(
      401,
      'InvalidAuthenticationToken',
      'IDX14100: JWT is not well formed or its signature is invalid.',
    ),
  expiredToken: () =>
    new ServiceError(
      401,
      'InvalidAuthenticationToken',
      'Lifetime validation failed, the token is expired.',
    ),
  invalidAudience: () =>
    new ServiceError(
      401,
      'InvalidAuthenticationToken',
      'Access token validation failure. Invalid audience.',
    ),
  requestDenied: () =>
    new ServiceError(
      403,
      'Authorization_RequestDenied',
      'Insufficient privileges to complete the operation.',
    ),
  notFound: (id: string) =>
    new ServiceError(
      404,
      'Request_ResourceNotFound',
      `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
    ),
  badRequest: (message: string) =>
    new ServiceError(400, 'Request_BadRequest', message),
  unsupportedFilter: (filter: string) =>
    new ServiceError(
      400,
      'Request_UnsupportedQuery',
      `Unsupported or invalid query filter clause specified: '${filter}'.`,
    ),
  noBackingApplication: (appId: string) =>
    new ServiceError(
      400,
      'NoBackingApplicationObject',
      `The appId '${appId}' of the service principal does not reference a valid application object.`,
    ),
  servicePrincipalExists: (appId: string) =>
    new ServiceError(
      409,
      'Request_MultipleObjectsWithSameKeyValue',
      `The service principal cannot be created, updated, or restored because the service principal name ${appId} is already in use.`,
    ),
  uniqueNameExists: (name: string) =>
    new ServiceError(
      409,
      'Request_MultipleObjectsWithSameKeyValue',
      `Another object with the same value for property uniqueName already exists: '${name}'.`,
    ),
  lifetimeTooLong: () =>
    new ServiceError(
      400,
      'CredentialInvalidLifetimeAsPerAppPolicy',
      "Credential lifetime exceeds the max value allowed as per assigned policy 'defaultAppManagementPolicy'.",
    ),
  passwordNotFound: () =>
    new ServiceError(
      400,
      'Request_BadRequest',
      'No password credential found with keyId.',
    ),
  grantExists: () =>
    new ServiceError(
      400,
      'Request_BadRequest',
      'Permission being assigned already exists on the object',
    ),
  invalidReference: () =>
    new ServiceError(
      400,
      'Request_BadRequest',
      'Not a valid reference update.',
    ),
  resourceNotFoundForSegment: (segment: string) =>
    new ServiceError(
      400,
      'BadRequest',
      `Resource not found for the segment '${segment}'.`,
    ),
};
