import { defineErrors } from '../../errors/defineErrors';

/** What the service writes above every list of details. */
const preamble =
  'Please provide below info when asking for support: timestamp = {timestamp}, correlationId = {correlationId}.';

const { group, builders } = defineErrors(
  {
    id: 'resourceGraph',
    title: 'Azure Resource Graph',
    source: 'https://github.com/Azure/aztfexport/issues/485',
  },
  {
    badRequest: {
      status: 400,
      code: 'BadRequest',
      message: preamble,
      when: 'A query is not understood, or its scope or options are not valid; the details say which.',
    },
    throttled: {
      status: 429,
      code: 'RateLimiting',
      message: preamble,
      when: 'A principal sends a sixteenth query within five seconds.',
      source: 'https://github.com/Azure/azure-cli-extensions/issues/3325',
    },
  },
);

/** For the table of errors. */
export const resourceGraphErrorGroup = group;

/** Refusals of Resource Graph. */
export const resourceGraphErrors = builders;
