import { ServiceError } from '../http/ServiceError';

/** Refusals of a key vault. Source: https://learn.microsoft.com/azure/key-vault/general/rest-error-codes */
export const vaultErrors = {
  challenge: (authority: string) =>
    new ServiceError(
      401,
      'Unauthorized',
      'AKV10000: Request is missing a Bearer or PoP token.',
      {
        headers: {
          'www-authenticate': `Bearer authorization="${authority}", resource="https://vault.azure.net"`,
        },
      },
    ),
  invalidToken: (authority: string) =>
    new ServiceError(
      401,
      'Unauthorized',
      'AKV10032: Invalid or expired token, or a token for another audience.',
      {
        headers: {
          'www-authenticate': `Bearer authorization="${authority}", resource="https://vault.azure.net"`,
        },
      },
    ),
  forbidden: (options: {
    appId: string;
    objectId: string;
    tenantId: string;
    action: string;
    vaultId: string;
    vaultName: string;
    location: string;
    secretName: string;
  }) =>
    new ServiceError(
      403,
      'Forbidden',
      `Caller is not authorized to perform action on resource.\r\nIf role assignments, deny assignments or role definitions were changed recently, please observe propagation time.\r\nCaller: appid=${options.appId};oid=${options.objectId};iss=https://sts.windows.net/${options.tenantId}/\r\nAction: '${options.action}'\r\nResource: '${options.vaultId}/secrets/${options.secretName}'\r\nAssignment: (not found)\r\nDecisionReason: 'DeniedWithNoValidRBAC' \r\nVault: ${options.vaultName};location=${options.location}\r\n`,
      { innerCode: 'ForbiddenByRbac' },
    ),
  secretNotFound: (name: string) =>
    new ServiceError(
      404,
      'SecretNotFound',
      `A secret with (name/id) ${name} was not found in this key vault. If you recently deleted this secret you may be able to recover it using the correct recovery command. For help resolving this issue, please see https://go.microsoft.com/fwlink/?linkid=2125182`,
    ),
  badParameter: (message: string) =>
    new ServiceError(400, 'BadParameter', message),
  deletedButRecoverable: (name: string) =>
    new ServiceError(
      409,
      'Conflict',
      `Secret ${name} is currently in a deleted but recoverable state, and its name cannot be reused; in this state, the secret can only be recovered or purged.`,
      { innerCode: 'ObjectIsDeletedButRecoverable' },
    ),
  disabled: (name: string) =>
    new ServiceError(
      403,
      'Forbidden',
      `Operation get is not allowed on a disabled secret: ${name}.`,
      { innerCode: 'SecretDisabled' },
    ),
};
