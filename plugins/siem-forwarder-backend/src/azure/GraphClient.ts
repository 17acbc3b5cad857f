import { Client } from '@azure-rest/core-client';
import { AzureConnection } from './AzureConnection';
import { AzureCall } from './AzureError';
import { CallOptions } from './AzureServices';
import { callAzure, findInAzure } from './callAzure';
import { expectStatus, itemsOf, makeRestClient, nextLink } from './restClient';

/** The largest page of a directory list, see https://learn.microsoft.com/graph/api/application-list */
const PAGE_SIZE = '999';

/** A request to Microsoft Graph v1.0; `{}` in the path stand for `parameters`, which are encoded. */
export interface GraphRequest {
  /** Infinitive with the object's name, for errors. */
  action: string;
  path: string;
  parameters?: string[];
  select?: string;
  body?: Record<string, unknown>;
  headers?: Record<string, string>;
}

/**
 * Microsoft Graph over `@azure-rest/core-client`: Graph's own JavaScript
 * client leaves tokens out for hosts that it does not know, cannot be given
 * certificate authorities and does not stop when it is told to.
 */
export class GraphClient {
  readonly #client: Client;
  readonly #origin: string;

  constructor(connection: AzureConnection) {
    const { graph } = connection.cloud;
    this.#origin = new URL(graph.url).origin;
    this.#client = makeRestClient(connection, {
      url: `${graph.url}/v1.0`,
      scope: graph.scope,
    });
  }

  /** One object; `undefined` when it does not exist. */
  get(
    request: GraphRequest,
    options?: CallOptions,
  ): Promise<Record<string, unknown> | undefined> {
    return findInAzure(callOf(request), options, async sdk =>
      expectStatus(
        await this.#path(request).get({ ...sdk, ...this.#query(request) }),
        200,
      ),
    );
  }

  /** All objects of a list, page by page. */
  list(
    request: GraphRequest,
    options?: CallOptions,
  ): Promise<Record<string, unknown>[]> {
    return callAzure(callOf(request), options, async sdk => {
      const all: Record<string, unknown>[] = [];
      let page = expectStatus(
        await this.#path(request).get({
          ...sdk,
          ...this.#query(request, { $top: PAGE_SIZE }),
        }),
        200,
      );
      for (;;) {
        all.push(...itemsOf(page));
        const next = nextLink(page['@odata.nextLink'], this.#origin);
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

  /** Creates, or runs an operation. */
  post(
    request: GraphRequest,
    options?: CallOptions,
  ): Promise<Record<string, unknown>> {
    return callAzure(callOf(request), options, async sdk =>
      expectStatus(
        await this.#path(request).post({ ...sdk, ...content(request) }),
        200,
        201,
        204,
      ),
    );
  }

  /** Changes what the body names. */
  patch(
    request: GraphRequest,
    options?: CallOptions,
  ): Promise<Record<string, unknown>> {
    return callAzure(callOf(request), options, async sdk =>
      expectStatus(
        await this.#path(request).patch({ ...sdk, ...content(request) }),
        200,
        201,
        204,
      ),
    );
  }

  /** Deletes; what does not exist is deleted already. */
  async delete(request: GraphRequest, options?: CallOptions): Promise<void> {
    await findInAzure(callOf(request), options, async sdk =>
      expectStatus(await this.#path(request).delete(sdk), 204),
    );
  }

  #path({ path, parameters = [] }: GraphRequest) {
    let index = 0;
    const encoded = path.replace(/\{\}/g, () =>
      // In a key, OData doubles the quote that encodeURIComponent leaves.
      encodeURIComponent(parameters[index++].replace(/'/g, "''")),
    );
    return this.#client.pathUnchecked(encoded);
  }

  #query({ select }: GraphRequest, more: Record<string, string> = {}) {
    return {
      queryParameters: { ...(select ? { $select: select } : {}), ...more },
    };
  }
}

function content({ body, headers }: GraphRequest) {
  return {
    contentType: 'application/json',
    ...(body ? { body } : {}),
    ...(headers ? { headers } : {}),
  };
}

function callOf({ action }: GraphRequest): AzureCall {
  return { service: 'Microsoft Graph', action };
}
