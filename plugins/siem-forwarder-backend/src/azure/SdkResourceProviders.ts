import { ResourceManagementClient } from '@azure/arm-resources';
import { AzureConnection } from './AzureConnection';
import { CallOptions, ResourceProviders } from './AzureServices';
import { callAzure, findInAzure } from './callAzure';
import { remember } from './remember';
import { ResourceManagerRest } from './ResourceManagerRest';

const service = 'Azure Resource Manager';

/** {@link ResourceProviders} over `@azure/arm-resources`. */
export class SdkResourceProviders implements ResourceProviders {
  readonly #client: (subscriptionId: string) => ResourceManagementClient;
  readonly #rest: ResourceManagerRest;

  constructor(connection: AzureConnection, rest: ResourceManagerRest) {
    this.#rest = rest;
    this.#client = remember(subscriptionId =>
      connection.withPolicies(
        new ResourceManagementClient(
          connection.credential,
          subscriptionId,
          connection.clientOptions(connection.cloud.resourceManager),
        ),
      ),
    );
  }

  async registrationState(
    subscriptionId: string,
    provider: string,
    options?: CallOptions,
  ): Promise<string> {
    const found = await callAzure(
      {
        service,
        action: `read the registration of provider '${provider}' in subscription '${subscriptionId}'`,
      },
      options,
      sdk => this.#client(subscriptionId).providers.get(provider, sdk),
    );
    return found.registrationState ?? 'Unknown';
  }

  async resourceGroupExists(
    subscriptionId: string,
    resourceGroup: string,
    options?: CallOptions,
  ): Promise<boolean> {
    const found = await findInAzure(
      {
        service,
        action: `read resource group '${resourceGroup}' of subscription '${subscriptionId}'`,
      },
      options,
      sdk =>
        this.#client(subscriptionId).resourceGroups.get(resourceGroup, sdk),
    );
    return found !== undefined;
  }

  async subscriptionName(
    subscriptionId: string,
    options?: CallOptions,
  ): Promise<string | undefined> {
    // Subscriptions are not in arm-resources 8; they moved to a package of
    // their own.
    const found = await this.#rest.get(
      { service, action: `read subscription '${subscriptionId}'` },
      `/subscriptions/${subscriptionId}`,
      '2022-12-01',
      options,
    );
    return typeof found?.displayName === 'string'
      ? found.displayName
      : undefined;
  }
}
