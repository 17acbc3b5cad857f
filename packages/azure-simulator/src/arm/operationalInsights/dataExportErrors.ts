import { defineErrors } from '../../errors/defineErrors';

const { group, builders } = defineErrors(
  {
    id: 'operationalInsights',
    title: 'Microsoft.OperationalInsights',
    source:
      'https://learn.microsoft.com/azure/azure-monitor/logs/logs-data-export',
  },
  {
    invalidName: {
      status: 400,
      code: 'InvalidParameter',
      message:
        "The data export rule name '{name}' is invalid: 4 to 63 letters, digits and hyphens, a letter first, a letter or digit last.",
      when: 'A rule is put under a malformed name.',
      source:
        'https://learn.microsoft.com/rest/api/loganalytics/data-exports/create-or-update',
      ownWords: true,
    },
    missingTables: {
      status: 400,
      code: 'InvalidOperationArgument',
      message: 'At least one table name is required.',
      when: 'A rule is put without tables.',
      ownWords: true,
    },
    missingDestination: {
      status: 400,
      code: 'InvalidOperationArgument',
      message: 'The destination resource id is required.',
      when: 'A rule is put without a destination.',
      ownWords: true,
    },
    tableNotFound: {
      status: 400,
      code: 'InvalidOperationArgument',
      message: 'Table <{table}> does not exist in the workspace.',
      when: 'A rule names a table that the workspace does not have.',
      source: 'https://github.com/Azure/azure-cli/issues/17342',
    },
    unsupportedDestination: {
      status: 400,
      code: 'InvalidOperationArgument',
      message:
        "The destination '{id}' is not supported: give the id of an Event Hubs namespace or of a storage account.",
      when: 'The destination is of another resource type.',
      ownWords: true,
    },
    destinationNotFound: {
      status: 400,
      code: 'InvalidOperationArgument',
      message: "The destination resource '{id}' was not found.",
      when: 'The destination does not exist.',
      ownWords: true,
    },
    hubNotFound: {
      status: 400,
      code: 'InvalidOperationArgument',
      message: "The event hub '{hub}' was not found in namespace '{id}'.",
      when: 'A rule names a hub that the namespace does not have.',
      ownWords: true,
    },
    regionMismatch: {
      status: 400,
      code: 'InvalidOperationArgument',
      message:
        "The destination must be in the region of the workspace: the destination is in '{destination}', the workspace in '{workspace}'.",
      when: 'The destination is in another region than the workspace.',
      ownWords: true,
    },
    destinationInUse: {
      status: 400,
      code: 'InvalidOperationArgument',
      message:
        'You are adding a desiccation that is already defined in rule: {ruleId}',
      when: 'Another rule of the workspace has the destination; the misspelling is the service’s.',
      source: 'https://github.com/Azure/azure-cli/issues/17342',
    },
    tooManyRules: {
      status: 400,
      code: 'InvalidOperationArgument',
      message:
        'The workspace has reached the maximum number of {limit} active data export rules.',
      when: 'An eleventh rule would be active.',
      ownWords: true,
    },
    ruleNotFound: {
      status: 404,
      code: 'NotFound',
      message: "The data export rule '{name}' was not found in the workspace.",
      when: 'A path names a rule that does not exist, or was put just now.',
      ownWords: true,
    },
    missingTable: {
      status: 404,
      code: 'ResourceNotFound',
      message: 'Table {name} was not found in the workspace.',
      when: 'A path names a table that the workspace does not have.',
      ownWords: true,
    },
  },
);

/** For the table of errors. */
export const dataExportErrorGroup = group;

/** Refusals of workspaces' data export rules and tables. */
export const dataExportErrors = builders;
