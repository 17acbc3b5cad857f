import { defineErrors } from '../../errors/defineErrors';

const { group, builders } = defineErrors(
  {
    id: 'activityLog',
    title: 'Azure Monitor, Activity Log',
    source: 'https://learn.microsoft.com/rest/api/monitor/activity-logs/list',
  },
  {
    invalidFilter: {
      status: 400,
      code: 'BadRequest',
      message: '$filter searching parameters invalid: {problem}.',
      when: 'The filter is missing, has no start, or has a condition that the service does not know.',
      source: 'https://github.com/MicrosoftDocs/feedback/issues/319',
      ownWords: true,
    },
    tooOld: {
      status: 400,
      code: 'BadRequest',
      message: 'The start time cannot be more than 90 days in the past.',
      when: 'The filter begins before the log does.',
      source: 'https://github.com/Azure/azure-cli/issues/4885',
      ownWords: true,
    },
  },
);

/** For the table of errors. */
export const activityLogErrorGroup = group;

/** Refusals of the Activity Log. */
export const activityLogErrors = builders;
