import {
  ClientSecretCredential,
  DefaultAzureCredential,
  ManagedIdentityCredential,
  TokenCredential,
  WorkloadIdentityCredential,
} from '@azure/identity';
import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { CallObserver } from '../calls';
import { AzureCloud } from './AzureCloud';
import { loginClient } from './loginClient';

/** What a credential needs besides its own configuration. */
export interface CredentialSurroundings {
  tenantId: string;
  cloud: AzureCloud;
  /** Certificate authorities (PEM) for the login; the system's when absent. */
  authorities?: string[];
  /** Configuration key of the identity, for errors. */
  key: string;
  /** Hears of every sign-in. */
  calls?: CallObserver;
}

/**
 * Makes the credential of an identity (`sweeper` or `provisioner`).
 *
 * @param identity - its configuration
 * @throws InputError that names the key, never a secret
 */
export function readCredential(
  identity: Config,
  { tenantId, cloud, authorities, key, calls }: CredentialSurroundings,
): TokenCredential {
  const kind = identity.getString('credential');
  const clientId = identity.getOptionalString('clientId');
  const client = calls ? { httpClient: loginClient(calls) } : {};
  const login = {
    ...client,
    authorityHost: cloud.authorityHost,
    disableInstanceDiscovery: !cloud.discoversInstance,
    ...(authorities ? { tlsOptions: { ca: authorities } } : {}),
  };
  const need = (name: 'clientId' | 'clientSecret'): string => {
    const value = identity.getOptionalString(name);
    if (!value) {
      throw new InputError(
        `${key}.${name} is missing; credential '${kind}' needs it`,
      );
    }
    return value;
  };
  switch (kind) {
    case 'managedIdentity':
      return new ManagedIdentityCredential({
        ...client,
        ...(clientId ? { clientId } : {}),
      });
    case 'workloadIdentity':
      return new WorkloadIdentityCredential({
        ...login,
        tenantId,
        clientId: need('clientId'),
      });
    case 'clientSecret':
      return new ClientSecretCredential(
        tenantId,
        need('clientId'),
        need('clientSecret'),
        login,
      );
    case 'default':
      return new DefaultAzureCredential({
        ...login,
        tenantId,
        ...(clientId
          ? {
              managedIdentityClientId: clientId,
              workloadIdentityClientId: clientId,
            }
          : {}),
      });
    default:
      throw new InputError(
        `${key}.credential: '${kind}' is not a kind of credential; use 'managedIdentity', 'workloadIdentity', 'clientSecret' or 'default'`,
      );
  }
}
