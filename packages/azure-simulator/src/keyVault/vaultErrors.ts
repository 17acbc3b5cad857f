import { defineErrors } from '../errors/defineErrors';

const challenge = {
  'www-authenticate':
    'Bearer authorization="{authority}", resource="https://vault.azure.net"',
} as const;

const { group, builders } = defineErrors(
  {
    id: 'keyVault',
    title: 'Key Vault',
    source:
      'https://learn.microsoft.com/azure/key-vault/general/rest-error-codes',
  },
  {
    challenge: {
      status: 401,
      code: 'Unauthorized',
      message: 'AKV10000: Request is missing a Bearer or PoP token.',
      when: 'A request comes without a token; the header names the authority to ask.',
      source:
        'https://learn.microsoft.com/azure/key-vault/general/authentication-requests-and-responses',
      headers: challenge,
    },
    invalidToken: {
      status: 401,
      code: 'Unauthorized',
      message:
        'AKV10032: Invalid or expired token, or a token for another audience.',
      when: 'The token is invalid, expired or for another service.',
      ownWords: true,
      headers: challenge,
    },
    forbidden: {
      status: 403,
      code: 'Forbidden',
      innerCode: 'ForbiddenByRbac',
      message:
        "Caller is not authorized to perform action on resource.\r\nIf role assignments, deny assignments or role definitions were changed recently, please observe propagation time.\r\nCaller: appid={appId};oid={objectId};iss=https://sts.windows.net/{tenantId}/\r\nAction: '{action}'\r\nResource: '{vaultId}/secrets/{secretName}'\r\nAssignment: (not found)\r\nDecisionReason: 'DeniedWithNoValidRBAC' \r\nVault: {vaultName};location={location}\r\n",
      when: 'No role assignment gives the caller the data action.',
    },
    secretNotFound: {
      status: 404,
      code: 'SecretNotFound',
      message:
        'A secret with (name/id) {name} was not found in this key vault. If you recently deleted this secret you may be able to recover it using the correct recovery command. For help resolving this issue, please see https://go.microsoft.com/fwlink/?linkid=2125182',
      when: 'A path names a secret or version that does not exist or is deleted.',
    },
    invalidName: {
      status: 400,
      code: 'BadParameter',
      message: 'The request URI contains an invalid name: {name}',
      when: 'A secret’s name has other characters than letters, digits and hyphens, or more than 127.',
    },
    invalidValue: {
      status: 400,
      code: 'BadParameter',
      message: 'The parameter value is missing or longer than 25 KB.',
      when: 'A secret is set without a value or with one of more than 25 KB.',
      ownWords: true,
    },
    tooManyTags: {
      status: 400,
      code: 'BadParameter',
      message: 'A secret may have 15 tags, and {count} were given.',
      when: 'A secret is set with more than 15 tags.',
      ownWords: true,
    },
    contentTypeTooLong: {
      status: 400,
      code: 'BadParameter',
      message: 'The property contentType is longer than 255 characters.',
      when: 'A secret is set with a contentType of more than 255 characters.',
      ownWords: true,
    },
    invalidMaxResults: {
      status: 400,
      code: 'BadParameter',
      message:
        "Invalid maxresults query parameter: '{value}' is not within 1 and 25.",
      when: 'A list is asked for pages of no or of more than 25 items.',
      ownWords: true,
    },
    unknownPath: {
      status: 400,
      code: 'BadParameter',
      message: "Unknown path '{path}'.",
      when: 'No operation that is simulated has this path.',
      ownWords: true,
    },
    deletedButRecoverable: {
      status: 409,
      code: 'Conflict',
      innerCode: 'ObjectIsDeletedButRecoverable',
      message:
        'Secret {name} is currently in a deleted but recoverable state, and its name cannot be reused; in this state, the secret can only be recovered or purged.',
      when: 'A secret is set whose name is held by a soft-deleted one.',
      source:
        'https://learn.microsoft.com/azure/key-vault/general/soft-delete-overview',
    },
    purgeProtected: {
      status: 403,
      code: 'Forbidden',
      message:
        'Operation "purge" is not allowed because purge protection is enabled for this vault. Key Vault service will automatically purge it after the retention period has passed.\r\nVault: {vaultName};location={location}',
      when: 'A deleted secret of a vault with purge protection is purged.',
      source: 'https://github.com/Azure/sap-automation/pull/200',
    },
    disabled: {
      status: 403,
      code: 'Forbidden',
      innerCode: 'SecretDisabled',
      message: 'Operation get is not allowed on a disabled secret: {name}.',
      when: 'A version is read whose attribute enabled is false.',
      ownWords: true,
    },
  },
);

/** For the table of errors. */
export const vaultErrorGroup = group;

/** Refusals of a key vault. */
export const vaultErrors = builders;
