import { Client } from '@azure-rest/core-client';
import { AzureConnection } from './AzureConnection';
import { AzureCall } from './AzureError';
import { CallOptions } from './AzureServices';
import { callAzure, findInAzure } from './callAzure';
import { expectStatus, itemsOf, makeRestClient, nextLink } from './restClient';

/** Operations of Azure Resource Manager that the installed SDKs lack. */
export class ResourceManagerRest {
  readonly #client: Client;
  readonly #origin: string;

  constructor(connection: AzureConnection) {
    this.#client = makeRestClient(connection, connection.cloud.resourceManager);
    this.#origin = new URL(connection.cloud.resourceManager.url).origin;
  }

  /** One object; `undefined` when it does not exist. */
  get(
    call: AzureCall,
    path: string,
    apiVersion: string,
    options?: CallOptions,
  ): Promise<Record<string, unknown> | undefined> {
    return findInAzure(call, options, async sdk =>
      expectStatus(
        await this.#client.pathUnchecked(path).get({
          ...sdk,
          queryParameters: { 'api-version': apiVersion },
        }),
        200,
      ),
    );
  }

  /** All objects of a list, page by page. */
  list(
    call: AzureCall,
    path: string,
    apiVersion: string,
    options?: CallOptions,
  ): Promise<Record<string, unknown>[]> {
    return callAzure(call, options, async sdk => {
      const all: Record<string, unknown>[] = [];
      let page = expectStatus(
        await this.#client.pathUnchecked(path).get({
          ...sdk,
          queryParameters: { 'api-version': apiVersion },
        }),
        200,
      );
      for (;;) {
        all.push(...itemsOf(page));
        const next = nextLink(page.nextLink, this.#origin);
        if (!next) {
          return all;
        }
        page = expectStatus(
          await this.#client.pathUnchecked(next).get(sdk),
          200,
        );
      }
    });
  }
}
