import { parseEntityRef } from '@backstage/catalog-model';
import { DiscoveryApi, FetchApi } from '@backstage/core-plugin-api';
import { ResponseError } from '@backstage/errors';
import {
  AuditPage,
  AuditQuery,
  FleetSummary,
  FormOptions,
  ForwarderHealth,
  ForwarderSamples,
  ForwarderSpec,
  ForwarderUptime,
  ForwarderUptimes,
  Handover,
  NamespaceNameAvailability,
  Operation,
  OperationList,
  OperationQuery,
  Plan,
  Transition,
  Uptime,
  WorkspaceOption,
} from 'backstage-plugin-siem-forwarder-common';
import { ForwarderList, ForwarderListQuery } from './ForwarderList';
import { OperationRequest } from './OperationRequest';
import {
  SiemForwarderApi,
  SiemForwarderRequestOptions,
} from './SiemForwarderApi';

type QueryValue = string | number | boolean | string[] | undefined;

/**
 * The {@link SiemForwarderApi} over HTTP, as `openapi.yaml` of the backend
 * describes it.
 *
 * @public
 */
export class SiemForwarderClient implements SiemForwarderApi {
  readonly #discoveryApi: DiscoveryApi;
  readonly #fetchApi: FetchApi;

  constructor(options: { discoveryApi: DiscoveryApi; fetchApi: FetchApi }) {
    this.#discoveryApi = options.discoveryApi;
    this.#fetchApi = options.fetchApi;
  }

  async listForwarders(
    query: ForwarderListQuery,
    options?: SiemForwarderRequestOptions,
  ): Promise<ForwarderList> {
    return this.#request(`/v1/forwarders${queryString({ ...query })}`, options);
  }

  async getSummary(
    options?: SiemForwarderRequestOptions,
  ): Promise<FleetSummary> {
    return this.#request('/v1/summary', options);
  }

  async listFleetUptimes(
    entityRefs: string[],
    options?: SiemForwarderRequestOptions,
  ): Promise<ForwarderUptime[]> {
    const { items } = await this.#request<ForwarderUptimes>(
      '/v1/uptimes/by-refs',
      {
        ...options,
        method: 'POST',
        body: JSON.stringify({ entityRefs }),
        headers: { 'Content-Type': 'application/json' },
      },
    );
    return items;
  }

  async exportForwarders(
    query: Omit<ForwarderListQuery, 'cursor' | 'limit'>,
    options?: SiemForwarderRequestOptions,
  ): Promise<Blob> {
    const response = await this.#fetch(
      `/v1/exports/forwarders${queryString({ ...query })}`,
      options,
    );
    return response.blob();
  }

  async getForwarder(
    entityRef: string,
    options?: SiemForwarderRequestOptions,
  ): Promise<ForwarderHealth> {
    return this.#request(forwarderPath(entityRef), options);
  }

  async checkForwarder(
    entityRef: string,
    options?: SiemForwarderRequestOptions,
  ): Promise<ForwarderHealth> {
    return this.#request(`${forwarderPath(entityRef)}/check`, {
      ...options,
      method: 'POST',
    });
  }

  async listTransitions(
    entityRef: string,
    options?: SiemForwarderRequestOptions & { limit?: number },
  ): Promise<Transition[]> {
    const { items } = await this.#request<{ items: Transition[] }>(
      `${forwarderPath(entityRef)}/transitions${queryString({
        limit: options?.limit,
      })}`,
      { signal: options?.signal },
    );
    return items;
  }

  async listUptimes(
    entityRef: string,
    options?: SiemForwarderRequestOptions,
  ): Promise<Uptime[]> {
    const { items } = await this.#request<{ items: Uptime[] }>(
      `${forwarderPath(entityRef)}/uptime`,
      options,
    );
    return items;
  }

  async listSamples(
    entityRef: string,
    options?: SiemForwarderRequestOptions,
  ): Promise<ForwarderSamples> {
    return this.#request(`${forwarderPath(entityRef)}/samples`, options);
  }

  async listAudit(
    query: AuditQuery,
    options?: SiemForwarderRequestOptions,
  ): Promise<AuditPage> {
    return this.#request(`/v1/audit${queryString({ ...query })}`, options);
  }

  async exportAudit(
    query: Omit<AuditQuery, 'cursor' | 'limit'>,
    options?: SiemForwarderRequestOptions,
  ): Promise<Blob> {
    const response = await this.#fetch(
      `/v1/exports/audit${queryString({ ...query })}`,
      options,
    );
    return response.blob();
  }

  async getHandover(
    entityRef: string,
    options?: SiemForwarderRequestOptions,
  ): Promise<Handover> {
    return this.#request(`${forwarderPath(entityRef)}/handover`, options);
  }

  async getFormOptions(
    options?: SiemForwarderRequestOptions,
  ): Promise<FormOptions> {
    return this.#request('/v1/options', options);
  }

  async listWorkspaces(
    owner: string,
    options?: SiemForwarderRequestOptions,
  ): Promise<WorkspaceOption[]> {
    const { items } = await this.#request<{ items: WorkspaceOption[] }>(
      `/v1/options/workspaces${queryString({ owner })}`,
      options,
    );
    return items;
  }

  async checkNamespaceName(
    query: { owner: string; workspaceId: string; name?: string },
    options?: SiemForwarderRequestOptions,
  ): Promise<NamespaceNameAvailability> {
    return this.#request(
      `/v1/options/namespace-name${queryString(query)}`,
      options,
    );
  }

  async plan(
    spec: ForwarderSpec,
    options?: SiemForwarderRequestOptions,
  ): Promise<Plan> {
    return this.#request('/v1/plan', {
      ...options,
      method: 'POST',
      body: JSON.stringify({ spec }),
      headers: { 'Content-Type': 'application/json' },
    });
  }

  async listOperations(
    query: OperationQuery,
    options?: SiemForwarderRequestOptions,
  ): Promise<Operation[]> {
    const { items } = await this.#request<OperationList>(
      `/v1/operations${queryString({ ...query })}`,
      options,
    );
    return items;
  }

  async getOperation(
    id: string,
    options?: SiemForwarderRequestOptions,
  ): Promise<Operation> {
    return this.#request(`/v1/operations/${encodeURIComponent(id)}`, options);
  }

  async openOperation(
    entityRef: string,
    request: OperationRequest,
    options?: SiemForwarderRequestOptions,
  ): Promise<Operation> {
    return this.#request(`${forwarderPath(entityRef)}/operations`, {
      ...options,
      method: 'POST',
      body: JSON.stringify(request),
      headers: { 'Content-Type': 'application/json' },
    });
  }

  async retryOperation(id: string): Promise<Operation> {
    return this.#request(`/v1/operations/${encodeURIComponent(id)}/retry`, {
      method: 'POST',
    });
  }

  async rollBackOperation(id: string): Promise<Operation> {
    return this.#request(`/v1/operations/${encodeURIComponent(id)}/rollback`, {
      method: 'POST',
    });
  }

  async #request<T>(path: string, init?: RequestInit): Promise<T> {
    return (await this.#fetch(path, init)).json();
  }

  async #fetch(path: string, init?: RequestInit): Promise<Response> {
    // Not kept: the address may differ from call to call.
    const baseUrl = await this.#discoveryApi.getBaseUrl('siem-forwarder');
    const response = await this.#fetchApi.fetch(`${baseUrl}${path}`, init);
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response;
  }
}

function forwarderPath(entityRef: string): string {
  const { kind, namespace, name } = parseEntityRef(entityRef);
  const parts = [kind, namespace, name].map(encodeURIComponent);
  return `/v1/forwarders/by-name/${parts.join('/')}`;
}

/** A list becomes one parameter a value, as `explode: true` says. */
function queryString(values: Record<string, QueryValue>): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined || value === '') {
      continue;
    }
    for (const item of Array.isArray(value) ? value : [value]) {
      parameters.append(name, String(item));
    }
  }
  const text = parameters.toString();
  return text && `?${text}`;
}
