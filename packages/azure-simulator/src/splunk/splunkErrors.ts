import { defineErrors } from '../errors/defineErrors';
import { restError } from './restError';

const { group, builders } = defineErrors(
  {
    id: 'splunk',
    title: 'Splunk',
    source:
      'https://docs.splunk.com/Documentation/Splunk/latest/RESTREF and, of handlers, https://github.com/splunk/addonfactory-ucc-library',
  },
  // `code` is the type of splunkd's message, `innerCode` the status that a
  // handler of the add-on hides in its sentence.
  {
    unauthenticated: {
      status: 401,
      code: 'WARN',
      message: 'call not properly authenticated',
      when: 'A request has no token, one of another instance, one that has expired or is disabled, or token authentication is off.',
    },
    unauthorizedBasic: {
      status: 401,
      code: 'ERROR',
      message: 'Unauthorized',
      when: 'A request comes with a user name and a password.',
    },
    notFound: {
      status: 404,
      code: 'ERROR',
      message: 'Not Found: {path}',
      when: 'No operation that is simulated has this path, or the add-on is not installed.',
      ownWords: true,
    },
    objectNotFound: {
      status: 404,
      code: 'ERROR',
      message: 'Could not find object id={name}',
      when: 'A path names an index, app, token or raw input that does not exist.',
    },
    unknownJob: {
      status: 404,
      code: 'FATAL',
      message: 'Unknown sid.',
      when: 'A path names a search job that does not exist or is forgotten.',
    },
    emptySearch: {
      status: 400,
      code: 'FATAL',
      message: 'Empty search.',
      when: 'A search job is created without a search.',
    },
    invalidSearch: {
      status: 400,
      code: 'FATAL',
      message: '{reason}',
      when: 'A search has a command, function or syntax that Splunk or the simulated subset does not know.',
    },
    argumentRequired: {
      status: 400,
      code: 'ERROR',
      message: 'The following required arguments are missing: {name}',
      when: 'splunkd’s own endpoints miss an argument.',
    },
    invalidTokenTime: {
      status: 400,
      code: 'ERROR',
      message: "Invalid value for {name}: '{value}'.",
      when: 'A token is made with a start or end that is no time modifier and no ISO 8601 time, or with an end that is past.',
      ownWords: true,
    },
    nameMissing: {
      ...restError(
        400,
        'Bad Request',
        'The following required arguments are missing: name',
      ),
      when: 'An object of the add-on is created without a name.',
    },
    defaultName: {
      ...restError(
        400,
        'Bad Request',
        '"{name}" is not allowed for entity name',
      ),
      when: 'An object of the add-on is created with the name default.',
    },
    underscoreName: {
      ...restError(
        400,
        'Bad Request',
        'Name starting with "_" is not allowed for entity',
      ),
      when: 'An object of the add-on is created with a name that starts with an underscore.',
    },
    nameInUse: {
      ...restError(409, 'Conflict', 'Name "{name}" is already in use'),
      when: 'An object of the add-on is created with the name of another.',
    },
    fieldMissing: {
      ...restError(400, 'Bad Request', 'Required field is missing: {field}'),
      when: 'A create lacks a field that is required, even one that has a default, or an edit empties it.',
    },
    handlerNotFound: {
      ...restError(404, 'Not Found', '"{name}" does not exist'),
      when: 'An object of the add-on is edited that does not exist.',
    },
    handlerObjectNotFound: {
      ...restError(404, 'Not Found', 'Could not find object id={name}'),
      when: 'An object of the add-on is read or deleted that does not exist.',
    },
    accountRefused: {
      ...restError(
        400,
        'Bad Request',
        'Account authentication failed. Please check your credentials and try again',
      ),
      when: 'A payload has tenant_id, and Entra refuses the payload’s own credentials.',
    },
    notUuid: {
      ...restError(400, 'Bad Request', 'Parameter "{field}" must be a UUID'),
      when: 'client_id or tenant_id of a payload that is validated is no UUID.',
      ownWords: true,
    },
    notInteger: {
      ...restError(
        400,
        'Bad Request',
        'Parameter "{field}" must be an integer',
      ),
      when: 'max_wait_time or max_batch_size is no integer; one out of range is clamped without a word.',
      ownWords: true,
    },
    intervalOutOfRange: {
      ...restError(
        400,
        'Bad Request',
        'Parameter "interval" must be between 1 and 31536000',
      ),
      when: 'interval is out of range.',
      ownWords: true,
    },
    indexLength: {
      ...restError(
        400,
        'Bad Request',
        'Parameter "index" must have 1 to 80 characters',
      ),
      when: 'index has more than 80 characters.',
      ownWords: true,
    },
    unknownAccount: {
      ...restError(
        400,
        'Bad Request',
        'Account "{account}" has no stored secret',
      ),
      when: 'An input names an account that does not exist or has no secret.',
      ownWords: true,
    },
    noneSecret: {
      ...restError(
        400,
        'Bad Request',
        'The account_secret_type NONE_SECRET is not supported.',
      ),
      when: 'Checkpoints in blobs are switched on with a storage account without a secret.',
    },
    containerName: {
      ...restError(
        400,
        'Bad Request',
        'Parameter "container_name" must have 3 to 63 lower-case letters, digits and single hyphens, none first or last',
      ),
      when: 'container_name is no name of a blob container.',
      ownWords: true,
    },
  },
);

/** For the table of errors. */
export const splunkErrorGroup = group;

/** Refusals of splunkd and of the add-on. */
export const splunkErrors = builders;
