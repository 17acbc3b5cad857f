import { defineErrors } from '../errors/defineErrors';

const { group, builders } = defineErrors(
  {
    id: 'graph',
    title: 'Microsoft Graph',
    source: 'https://learn.microsoft.com/graph/errors',
  },
  {
    missingToken: {
      status: 401,
      code: 'InvalidAuthenticationToken',
      message: 'Access token is empty.',
      when: 'A request comes without a bearer token.',
      headers: { 'www-authenticate': 'Bearer realm=""' },
    },
    invalidToken: {
      status: 401,
      code: 'InvalidAuthenticationToken',
      message: 'IDX14100: JWT is not well formed or its signature is invalid.',
      when: 'The bearer token is not one of the directory.',
      ownWords: true,
      headers: { 'www-authenticate': 'Bearer realm=""' },
    },
    expiredToken: {
      status: 401,
      code: 'InvalidAuthenticationToken',
      message: 'Lifetime validation failed, the token is expired.',
      when: 'The bearer token has expired.',
      headers: { 'www-authenticate': 'Bearer realm=""' },
    },
    invalidAudience: {
      status: 401,
      code: 'InvalidAuthenticationToken',
      message: 'Access token validation failure. Invalid audience.',
      when: 'The bearer token is for another service.',
      headers: { 'www-authenticate': 'Bearer realm=""' },
    },
    requestDenied: {
      status: 403,
      code: 'Authorization_RequestDenied',
      message: 'Insufficient privileges to complete the operation.',
      when: 'The application lacks the Graph permission, or does not own the object that it changes.',
    },
    notFound: {
      status: 404,
      code: 'Request_ResourceNotFound',
      message:
        "Resource '{id}' does not exist or one of its queried reference-property objects are not present.",
      when: 'A path names an object that does not exist, or not yet in the replica that answers.',
    },
    unsupportedFilter: {
      status: 400,
      code: 'Request_UnsupportedQuery',
      message:
        "Unsupported or invalid query filter clause specified: '{filter}'.",
      when: 'A $filter is malformed or outside the subset that is simulated.',
    },
    unsupportedOption: {
      status: 400,
      code: 'Request_UnsupportedQuery',
      message: "The query option '{option}' is not simulated.",
      when: 'A query option is given that is not simulated, such as $orderby or $expand.',
      ownWords: true,
    },
    unknownSelection: {
      status: 400,
      code: 'BadRequest',
      message: "Could not find a property named '{property}' on type '{type}'.",
      when: '$select names a property that no simulated object of the list has.',
    },
    invalidPageToken: {
      status: 400,
      code: 'Directory_ExpiredPageToken',
      message:
        'The specified page token value has expired and can no longer be included in your request.',
      when: '$skiptoken is none that a list gave.',
    },
    invalidPageSize: {
      status: 400,
      code: 'Request_BadRequest',
      message:
        "Invalid page size specified: '{top}'. Must be between 1 and 999 inclusive.",
      when: '$top is no number from 1 to 999.',
    },
    missingDisplayName: {
      status: 400,
      code: 'Request_BadRequest',
      message:
        "A value is required for property 'displayName' of resource 'Application'.",
      when: 'An application is created without a display name.',
    },
    invalidValue: {
      status: 400,
      code: 'Request_BadRequest',
      message:
        "Invalid value specified for property '{property}' of resource 'Application'.",
      when: 'A property of an application has a value that Graph does not take.',
    },
    unknownProperty: {
      status: 400,
      code: 'Request_BadRequest',
      message: "Invalid property '{property}'.",
      when: 'A body names a property that an application does not have.',
    },
    credentialsInBody: {
      status: 400,
      code: 'Request_BadRequest',
      message:
        'Adding or changing credentials here is not supported. Use addPassword.',
      when: 'A body writes passwordCredentials or keyCredentials of an existing application.',
      ownWords: true,
    },
    invalidDateTime: {
      status: 400,
      code: 'Request_BadRequest',
      message:
        'Cannot convert the literal to the expected type Edm.DateTimeOffset.',
      when: 'The start or end of a secret is no date and time.',
    },
    endBeforeStart: {
      status: 400,
      code: 'Request_BadRequest',
      message: 'The credential end date must be later than its start date.',
      when: 'A secret would end before it starts.',
      ownWords: true,
    },
    lifetimeTooLong: {
      status: 400,
      code: 'CredentialInvalidLifetimeAsPerAppPolicy',
      message:
        "Credential lifetime exceeds the max value allowed as per assigned policy 'defaultAppManagementPolicy'.",
      when: 'The tenant’s app management policy limits the lifetime of secrets to less.',
      source:
        'https://learn.microsoft.com/graph/api/resources/applicationauthenticationmethodpolicy',
    },
    passwordNotFound: {
      status: 400,
      code: 'Request_BadRequest',
      message: 'No password credential found with keyId.',
      when: 'removePassword names a keyId that the application does not have.',
    },
    noBackingApplication: {
      status: 400,
      code: 'NoBackingApplicationObject',
      message:
        "The appId '{appId}' of the service principal does not reference a valid application object.",
      when: 'A service principal is created for an application that does not exist, or not yet in the replica that answers.',
    },
    servicePrincipalExists: {
      status: 409,
      code: 'Request_MultipleObjectsWithSameKeyValue',
      message:
        'The service principal cannot be created, updated, or restored because the service principal name {appId} is already in use.',
      when: 'The application has a service principal already.',
    },
    uniqueNameExists: {
      status: 400,
      code: 'Request_BadRequest',
      message:
        'Another object with the same value for property uniqueName already exists.',
      when: 'An application is created with the uniqueName of another, also of one that lies in the recycle bin or that is not replicated yet.',
      source:
        'https://github.com/microsoftgraph/msgraph-bicep-types/issues/137',
    },
    grantExists: {
      status: 400,
      code: 'Request_BadRequest',
      message: 'EntitlementGrant entry already exists.',
      when: 'An app role is assigned a second time.',
      source:
        'https://github.com/microsoftgraph/msgraph-bicep-types/issues/161',
    },
    batchSize: {
      status: 400,
      code: 'BadRequest',
      message:
        'Number of batch request steps must be between 1 and {most}: it is {given}.',
      when: 'A $batch has no request, or more than twenty.',
      source: 'https://learn.microsoft.com/graph/json-batching',
      ownWords: true,
    },
    invalidBatch: {
      status: 400,
      code: 'BadRequest',
      message: 'Invalid batch payload format: {reason}',
      when: 'A member of a $batch lacks id, method or url, repeats an id, or depends on one that does not exist or on itself.',
      source: 'https://learn.microsoft.com/graph/json-batching',
      ownWords: true,
    },
    failedDependency: {
      status: 424,
      code: 'FailedDependency',
      message: "The request '{id}' that this one depends on failed.",
      when: 'A member of a $batch depends on one that failed.',
      source: 'https://learn.microsoft.com/graph/json-batching',
      ownWords: true,
    },
    invalidReference: {
      status: 400,
      code: 'Request_BadRequest',
      message: 'Not a valid reference update.',
      when: 'An app role assignment names a principal, resource or role that does not exist.',
    },
    resourceNotFoundForSegment: {
      status: 400,
      code: 'BadRequest',
      message: "Resource not found for the segment '{segment}'.",
      when: 'No operation that is simulated has this path.',
    },
  },
);

/** For the table of errors. */
export const graphErrorGroup = group;

/** Refusals of Microsoft Graph. */
export const graphErrors = builders;
