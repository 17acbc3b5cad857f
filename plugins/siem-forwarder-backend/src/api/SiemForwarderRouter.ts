import { TypedRouter } from '@backstage/backend-openapi-utils';
import { JsonObject } from '@backstage/types';
import {
  AuditPage,
  AuditQuery,
  FleetSummary,
  FormOptions,
  ForwarderHealth,
  ForwarderList,
  ForwarderListQuery,
  ForwarderSamples,
  ForwarderSpec,
  ForwarderUptimes,
  Handover,
  Health,
  NamespaceNameAvailability,
  Operation,
  OperationKind,
  OperationList,
  OperationQuery,
  Plan,
  OperationStep,
  StepResult,
  TransitionPage,
  UptimeHistory,
  WorkspaceOption,
} from 'backstage-plugin-siem-forwarder-common';

/** One value of a list stands alone in a query. */
type ListFilters = Omit<ForwarderListQuery, 'health' | 'limit' | 'cursor'> & {
  health?: Health | Health[];
};

type EntityPath = { kind: string; namespace: string; name: string };

/**
 * The endpoints of `schema/openapi.yaml` in the types of the shared model. The
 * document validates requests; this makes sure at compile time that handlers
 * take and answer what the model says.
 */
export type SiemForwarderEndpoints = {
  '#get|/v1/forwarders': {
    query: ListFilters & { limit?: number; cursor?: string };
    response: ForwarderList;
  };
  '#get|/v1/forwarders/by-name/{kind}/{namespace}/{name}': {
    path: EntityPath;
    response: ForwarderHealth;
  };
  '#post|/v1/forwarders/by-name/{kind}/{namespace}/{name}/check': {
    path: EntityPath;
    response: ForwarderHealth;
  };
  '#post|/v1/forwarders/by-name/{kind}/{namespace}/{name}/operations': {
    path: EntityPath;
    body: {
      kind: Exclude<OperationKind, 'provision'>;
      input?: JsonObject;
      dryRun?: boolean;
      task?: string;
    };
    response: Operation;
  };
  '#get|/v1/forwarders/by-name/{kind}/{namespace}/{name}/transitions': {
    path: EntityPath;
    query: { limit?: number; cursor?: string };
    response: TransitionPage;
  };
  '#get|/v1/forwarders/by-name/{kind}/{namespace}/{name}/uptime': {
    path: EntityPath;
    response: UptimeHistory;
  };
  '#get|/v1/forwarders/by-name/{kind}/{namespace}/{name}/samples': {
    path: EntityPath;
    query: { from?: string; to?: string };
    response: ForwarderSamples;
  };
  '#get|/v1/forwarders/by-name/{kind}/{namespace}/{name}/handover': {
    path: EntityPath;
    response: Handover;
  };
  '#post|/v1/uptimes/by-refs': {
    body: { entityRefs: string[] };
    response: ForwarderUptimes;
  };
  '#get|/v1/summary': { response: FleetSummary };
  '#get|/v1/audit': { query: AuditQuery; response: AuditPage };
  '#get|/v1/exports/forwarders': { query: ListFilters; response: string };
  '#get|/v1/exports/audit': {
    query: Omit<AuditQuery, 'cursor' | 'limit'>;
    response: string;
  };
  '#get|/v1/registrations': { response: { items: JsonObject[] } };
  '#get|/v1/options': { response: FormOptions };
  '#get|/v1/options/workspaces': {
    query: { owner: string };
    response: { items: WorkspaceOption[] };
  };
  '#get|/v1/options/namespace-name': {
    query: { owner: string; workspaceId: string; name?: string };
    response: NamespaceNameAvailability;
  };
  '#post|/v1/plan': { body: { spec: ForwarderSpec }; response: Plan };
  '#get|/v1/operations': { query: OperationQuery; response: OperationList };
  '#post|/v1/operations/{operation}/retry': {
    path: { operation: string };
    response: Operation;
  };
  '#post|/v1/operations/{operation}/rollback': {
    path: { operation: string };
    response: Operation;
  };
  '#put|/v1/operations/{operation}': {
    path: { operation: string };
    body: {
      spec: ForwarderSpec;
      dryRun?: boolean;
      rollBackOnFailure?: boolean;
    };
    response: Operation;
  };
  '#get|/v1/operations/{operation}': {
    path: { operation: string };
    response: Operation;
  };
  '#put|/v1/operations/{operation}/steps/{step}': {
    path: { operation: string; step: OperationStep };
    response: StepResult;
  };
};

/**
 * The router of the plugin's API; made with
 * `createValidatedOpenApiRouterFromGeneratedEndpointMap<SiemForwarderEndpoints>(spec)`.
 */
export type SiemForwarderRouter = TypedRouter<SiemForwarderEndpoints>;
