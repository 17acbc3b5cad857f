import {
  AuditPage,
  AuditQuery,
  FleetSummary,
  FormOptions,
  ForwarderHealth,
  ForwarderSamples,
  ForwarderSpec,
  ForwarderUptime,
  Handover,
  NamespaceNameAvailability,
  Operation,
  OperationQuery,
  Plan,
  Transition,
  Uptime,
  WorkspaceOption,
} from 'backstage-plugin-siem-forwarder-common';
import { ForwarderList, ForwarderListQuery } from './ForwarderList';
import { OperationRequest } from './OperationRequest';

/**
 * Options of every request.
 *
 * @public
 */
export interface SiemForwarderRequestOptions {
  /** Ends the request early. */
  signal?: AbortSignal;
}

/**
 * What the pages and the form ask of the backend. Every method rejects with a
 * `ResponseError` of `@backstage/errors` that carries the backend's own error,
 * and none of them takes an Azure resource id of an existing forwarder: the
 * backend reads those from the entity.
 *
 * @public
 */
export interface SiemForwarderApi {
  /** One page of the forwarders whose entities the user may read. */
  listForwarders(
    query: ForwarderListQuery,
    options?: SiemForwarderRequestOptions,
  ): Promise<ForwarderList>;

  /** The forwarders whose entities the user may read, in numbers. */
  getSummary(options?: SiemForwarderRequestOptions): Promise<FleetSummary>;

  /** How long forwarders worked over 30 days; those that the user may not read are left out. */
  listFleetUptimes(
    entityRefs: string[],
    options?: SiemForwarderRequestOptions,
  ): Promise<ForwarderUptime[]>;

  /** What passed each hop in the last day. */
  listSamples(
    entityRef: string,
    options?: SiemForwarderRequestOptions,
  ): Promise<ForwarderSamples>;

  /** All forwarders that a query finds, as comma-separated values. */
  exportForwarders(
    query: Omit<ForwarderListQuery, 'cursor' | 'limit'>,
    options?: SiemForwarderRequestOptions,
  ): Promise<Blob>;

  /** All that is known of one forwarder; Azure is not called. */
  getForwarder(
    entityRef: string,
    options?: SiemForwarderRequestOptions,
  ): Promise<ForwarderHealth>;

  /** Collects the facts of one forwarder now and judges them; may take a minute. */
  checkForwarder(
    entityRef: string,
    options?: SiemForwarderRequestOptions,
  ): Promise<ForwarderHealth>;

  /** Changes of health, newest first. */
  listTransitions(
    entityRef: string,
    options?: SiemForwarderRequestOptions & { limit?: number },
  ): Promise<Transition[]>;

  /** How long forwarding worked, over a day, 30 and 90 days. */
  listUptimes(
    entityRef: string,
    options?: SiemForwarderRequestOptions,
  ): Promise<Uptime[]>;

  /** A page of transitions and operations, newest first. */
  listAudit(
    query: AuditQuery,
    options?: SiemForwarderRequestOptions,
  ): Promise<AuditPage>;

  /** All transitions and operations that a query finds, as comma-separated values. */
  exportAudit(
    query: Omit<AuditQuery, 'cursor' | 'limit'>,
    options?: SiemForwarderRequestOptions,
  ): Promise<Blob>;

  /** Instructions for a SIEM that people configure themselves. */
  getHandover(
    entityRef: string,
    options?: SiemForwarderRequestOptions,
  ): Promise<Handover>;

  /** Owners, SIEM instances and key vaults that the form may offer to the user. */
  getFormOptions(options?: SiemForwarderRequestOptions): Promise<FormOptions>;

  /** Workspaces in the scope of an owner group (an entity ref). */
  listWorkspaces(
    owner: string,
    options?: SiemForwarderRequestOptions,
  ): Promise<WorkspaceOption[]>;

  /** Whether a namespace name is free; without a name one is suggested. */
  checkNamespaceName(
    query: { owner: string; workspaceId: string; name?: string },
    options?: SiemForwarderRequestOptions,
  ): Promise<NamespaceNameAvailability>;

  /** Everything that stands against a specification, and what would be done. Writes nothing. */
  plan(
    spec: ForwarderSpec,
    options?: SiemForwarderRequestOptions,
  ): Promise<Plan>;

  /** Operations that the user may see, newest first. */
  listOperations(
    query: OperationQuery,
    options?: SiemForwarderRequestOptions,
  ): Promise<Operation[]>;

  /** One operation, with its steps. */
  getOperation(
    id: string,
    options?: SiemForwarderRequestOptions,
  ): Promise<Operation>;

  /** Opens an operation on a forwarder that exists; the portal drives it. */
  openOperation(
    entityRef: string,
    request: OperationRequest,
    options?: SiemForwarderRequestOptions,
  ): Promise<Operation>;

  /** Lets the portal go on with an open operation. */
  retryOperation(id: string): Promise<Operation>;

  /** Lets the portal take back what an open operation wrote. */
  rollBackOperation(id: string): Promise<Operation>;
}
