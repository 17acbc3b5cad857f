import { defineErrors } from '../../errors/defineErrors';

const { group, builders } = defineErrors(
  {
    id: 'eventHubAuthorizationRule',
    title: 'Microsoft.EventHub authorization rules',
    source:
      'https://learn.microsoft.com/azure/event-hubs/authorize-access-shared-access-signature',
  },
  {
    invalidName: {
      status: 400,
      code: 'BadRequest',
      message:
        "SubCode=40000. The authorization rule name '{name}' is invalid: 1 to 60 letters, digits, periods, hyphens and underscores, a letter or digit first and last.",
      when: 'A shared access rule is put under a malformed name.',
      ownWords: true,
    },
    invalidRights: {
      status: 400,
      code: 'BadRequest',
      message:
        "SubCode=40000. The rights '{rights}' aren't valid: one or more of Listen, Send and Manage.",
      when: 'A shared access rule names no right, or one that does not exist.',
      ownWords: true,
    },
    manageAlone: {
      status: 400,
      code: 'BadRequest',
      message:
        'SubCode=40000. Manage permission should also include Send and Listen.',
      when: 'A shared access rule has Manage without Send and Listen.',
      source:
        'https://learn.microsoft.com/azure/event-hubs/authorize-access-shared-access-signature#shared-access-authorization-policies',
      ownWords: true,
    },
    quota: {
      status: 409,
      code: 'Conflict',
      message:
        'SubCode=40300. The maximum number of resources of type AuthorizationRule has been reached or exceeded. Actual: {actual}, Max allowed: {allowed}',
      when: 'A thirteenth shared access rule is put into a namespace or hub.',
      source:
        'https://learn.microsoft.com/azure/event-hubs/resource-manager-exceptions',
    },
    invalidKeyType: {
      status: 400,
      code: 'BadRequest',
      message:
        "SubCode=40000. The key type '{keyType}' isn't valid: PrimaryKey or SecondaryKey.",
      when: 'Keys are regenerated without a key type that exists.',
      ownWords: true,
    },
    invalidKey: {
      status: 400,
      code: 'BadRequest',
      message:
        "SubCode=40000. The key of authorization rule '{name}' isn't valid: 32 bytes in base64.",
      when: 'A key of one’s own is not 32 bytes long.',
      ownWords: true,
    },
    rootRule: {
      status: 400,
      code: 'BadRequest',
      message:
        "SubCode=40000. The authorization rule '{name}' of a namespace can't be deleted.",
      when: 'The rule RootManageSharedAccessKey of a namespace is deleted.',
      ownWords: true,
    },
    notFound: {
      status: 404,
      code: 'NotFound',
      message: 'The requested resource {name} does not exist.',
      when: 'A shared access rule does not exist.',
      source:
        'https://learn.microsoft.com/azure/event-hubs/resource-manager-exceptions',
    },
  },
);

/** For the table of errors. */
export const authorizationRuleErrorGroup = group;

/** Refusals of shared access rules of a namespace or a hub. */
export const authorizationRuleErrors = builders;
