import { CallOptions } from './CallOptions';

/** Subscriptions, resource groups and registered resource providers. */
export interface ResourceProviders {
  /** `Registered`, `NotRegistered`, ... */
  registrationState(
    subscriptionId: string,
    provider: string,
    options?: CallOptions,
  ): Promise<string>;
  resourceGroupExists(
    subscriptionId: string,
    resourceGroup: string,
    options?: CallOptions,
  ): Promise<boolean>;
  subscriptionName(
    subscriptionId: string,
    options?: CallOptions,
  ): Promise<string | undefined>;
}
