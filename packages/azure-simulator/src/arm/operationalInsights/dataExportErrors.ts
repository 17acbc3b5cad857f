import { ServiceError } from '../../http/ServiceError';

function invalid(message: string): ServiceError {
  return new ServiceError(400, 'InvalidOperationArgument', message);
}

/**
 * Refusals of data export rules. The sentences about tables and about a
 * destination in use are the service's (Azure/azure-cli#17342, the misspelling
 * too); the others are undocumented and say the documented rule in our words.
 */
export const dataExportErrors = {
  invalidName: (name: string) =>
    new ServiceError(
      400,
      'InvalidParameter',
      `The data export rule name '${name}' is invalid: 4 to 63 letters, digits and hyphens, a letter first, a letter or digit last.`,
    ),
  missingTables: () => invalid('At least one table name is required.'),
  missingDestination: () => invalid('The destination resource id is required.'),
  tableNotFound: (table: string) =>
    invalid(`Table <${table}> does not exist in the workspace.`),
  unsupportedDestination: (id: string) =>
    invalid(
      `The destination '${id}' is not supported: give the id of an Event Hubs namespace or of a storage account.`,
    ),
  destinationNotFound: (id: string) =>
    invalid(`The destination resource '${id}' was not found.`),
  hubNotFound: (hub: string, id: string) =>
    invalid(`The event hub '${hub}' was not found in namespace '${id}'.`),
  regionMismatch: (destination: string, workspace: string) =>
    invalid(
      `The destination must be in the region of the workspace: the destination is in '${destination}', the workspace in '${workspace}'.`,
    ),
  destinationInUse: (ruleId: string) =>
    invalid(
      `You are adding a desiccation that is already defined in rule: ${ruleId}`,
    ),
  tooManyRules: (limit: number) =>
    invalid(
      `The workspace has reached the maximum number of ${limit} active data export rules.`,
    ),
  ruleNotFound: (name: string) =>
    new ServiceError(
      404,
      'NotFound',
      `The data export rule '${name}' was not found in the workspace.`,
    ),
  missingTable: (name: string) =>
    new ServiceError(
      404,
      'ResourceNotFound',
      `Table ${name} was not found in the workspace.`,
    ),
};
