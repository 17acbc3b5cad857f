import {
  AuthService,
  BackstageCredentials,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import { ResponseError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import {
  ForwarderSpec,
  Operation,
  OperationKind,
  OperationStep,
  StepResult,
} from 'backstage-plugin-siem-forwarder-common';

const PLUGIN_ID = 'siem-forwarder';

/** What {@link OperationsClient} works with. */
export interface OperationsClientOptions {
  discovery: DiscoveryService;
  auth: AuthService;
}

/** The operations API of the plugin, for actions. */
export class OperationsClient {
  readonly #discovery: DiscoveryService;
  readonly #auth: AuthService;

  private constructor(options: OperationsClientOptions) {
    this.#discovery = options.discovery;
    this.#auth = options.auth;
  }

  static create(options: OperationsClientOptions): OperationsClient {
    return new OperationsClient(options);
  }

  /**
   * Opens an operation on behalf of the user who started the template.
   *
   * @throws ResponseError when the plugin refuses
   */
  async open(options: {
    operation: string;
    spec: ForwarderSpec;
    dryRun: boolean;
    /** A failed step rolls it back at once. */
    rollBackOnFailure: boolean;
    initiator: BackstageCredentials;
    signal?: AbortSignal;
  }): Promise<Operation> {
    const { operation, initiator, signal, ...body } = options;
    return this.#put<Operation>(
      `/v1/operations/${encodeURIComponent(operation)}`,
      initiator,
      body,
      signal,
    );
  }

  /**
   * Opens an operation on a forwarder that exists, on behalf of the user who
   * started the template.
   *
   * @throws ResponseError when the plugin refuses
   */
  async openFor(options: {
    /** Id of the task. */
    operation: string;
    entityRef: string;
    kind: OperationKind;
    input: JsonObject;
    dryRun: boolean;
    initiator: BackstageCredentials;
    signal?: AbortSignal;
  }): Promise<Operation> {
    const { dryRun, entityRef, initiator, input, kind, operation, signal } =
      options;
    const ref = parseEntityRef(entityRef, { defaultNamespace: 'default' });
    const path = [ref.kind, ref.namespace, ref.name]
      .map(part => encodeURIComponent(part.toLocaleLowerCase('en-US')))
      .join('/');
    return this.#send<Operation>(
      'POST',
      `/v1/forwarders/by-name/${path}/operations`,
      initiator,
      { kind, input, dryRun, task: operation },
      signal,
    );
  }

  /**
   * Runs one bounded ensure, as the scaffolder itself.
   *
   * @throws ResponseError when the step cannot be done
   */
  async runStep(options: {
    operation: string;
    step: OperationStep;
    signal?: AbortSignal;
  }): Promise<StepResult> {
    const { operation, step, signal } = options;
    return this.#put<StepResult>(
      `/v1/operations/${encodeURIComponent(
        operation,
      )}/steps/${encodeURIComponent(step)}`,
      await this.#auth.getOwnServiceCredentials(),
      undefined,
      signal,
    );
  }

  #put<T>(
    path: string,
    onBehalfOf: BackstageCredentials,
    body: object | undefined,
    signal: AbortSignal | undefined,
  ): Promise<T> {
    return this.#send('PUT', path, onBehalfOf, body, signal);
  }

  async #send<T>(
    method: 'POST' | 'PUT',
    path: string,
    onBehalfOf: BackstageCredentials,
    body: object | undefined,
    signal: AbortSignal | undefined,
  ): Promise<T> {
    const [baseUrl, { token }] = await Promise.all([
      this.#discovery.getBaseUrl(PLUGIN_ID),
      this.#auth.getPluginRequestToken({
        onBehalfOf,
        targetPluginId: PLUGIN_ID,
      }),
    ]);
    const response = await fetch(`${baseUrl}${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${token}`,
        ...(body && { 'Content-Type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
      signal,
    });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response.json();
  }
}
