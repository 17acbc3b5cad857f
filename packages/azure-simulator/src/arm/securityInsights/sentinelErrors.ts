import { defineErrors } from '../../errors/defineErrors';

const { group, builders } = defineErrors(
  {
    id: 'securityInsights',
    title: 'Microsoft.SecurityInsights',
    source: 'https://learn.microsoft.com/rest/api/securityinsights/',
  },
  {
    notOnboarded: {
      status: 400,
      code: 'BadRequest',
      message:
        "Workspace '{workspace}' is not onboarded to Microsoft Sentinel.",
      when: 'The workspace has no Sentinel.',
      ownWords: true,
    },
    notFound: {
      status: 404,
      code: 'NotFound',
      message: "{kind} '{name}' was not found.",
      when: 'A path names a connector, rule or onboarding state that does not exist.',
      ownWords: true,
    },
    invalidKind: {
      status: 400,
      code: 'BadRequest',
      message: "The kind '{kind}' is not valid.",
      when: 'A body has a kind that does not exist in the api-version.',
      ownWords: true,
    },
    missingProperty: {
      status: 400,
      code: 'BadRequest',
      message: "The property '{property}' is required.",
      when: 'A body lacks a property that its kind needs.',
      ownWords: true,
    },
    etagConflict: {
      status: 409,
      code: 'Conflict',
      message:
        "Newer instance of resource '{name}' exists. Etag does not match. Please refresh and retry.",
      when: 'A resource that exists is put without its current etag.',
    },
  },
);

/** For the table of errors. */
export const sentinelErrorGroup = group;

/** Refusals of Microsoft.SecurityInsights. */
export const sentinelErrors = builders;
