import { defineErrors } from '../errors/defineErrors';

const { group, builders } = defineErrors(
  {
    id: 'request',
    title: 'All services',
    source:
      'https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/common-deployment-errors',
  },
  {
    missingApiVersion: {
      status: 400,
      code: 'MissingApiVersionParameter',
      message:
        'The api-version query parameter (?api-version=) is required for all requests.',
      when: 'A versioned operation is called without api-version.',
    },
    invalidApiVersion: {
      status: 400,
      code: 'InvalidApiVersionParameter',
      message:
        "The api-version '{apiVersion}' is invalid. The supported versions are '{versions}'.",
      when: 'A versioned operation is called with an api-version that is not simulated.',
    },
    invalidContent: {
      status: 400,
      code: 'InvalidRequestContent',
      message:
        'The request content was invalid and could not be deserialized: it is not JSON.',
      when: 'A body is no JSON.',
      ownWords: true,
    },
    wrongType: {
      status: 400,
      code: 'InvalidRequestContent',
      message:
        'The request content was invalid and could not be deserialized: {member} must be {expected}, and is {value}.',
      when: 'A member of a body has another type than the operation reads.',
      ownWords: true,
    },
    bodyTooLarge: {
      status: 413,
      code: 'RequestContentTooLarge',
      message:
        'The size of the request content exceeds the maximum size permitted of {limit} bytes.',
      when: 'A body is larger than 4 MB.',
      ownWords: true,
    },
    reservedName: {
      status: 400,
      code: 'InvalidResourceName',
      message:
        "The name '{name}' cannot be simulated: it is one of JavaScript's own. Choose another.",
      when: 'A path or a form names something constructor, __proto__ or alike.',
      ownWords: true,
    },
    methodNotAllowed: {
      status: 405,
      code: 'MethodNotAllowed',
      message: "The method {method} is not allowed for '{path}'.",
      when: 'A path is known, but not with this method.',
      ownWords: true,
    },
    internal: {
      status: 500,
      code: 'InternalServerError',
      message: 'The simulator failed; its log says why.',
      when: 'The simulator has a defect.',
      ownWords: true,
    },
  },
);

/** For the table of errors. */
export const requestErrorGroup = group;

/** Refusals that any service makes before it looks at what is asked. */
export const requestErrors = builders;
