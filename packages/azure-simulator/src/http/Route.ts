import { Caller } from '../login/Caller';

/** HTTP methods that the simulated services use. */
export type HttpMethod = 'GET' | 'HEAD' | 'PUT' | 'POST' | 'PATCH' | 'DELETE';

/** A request as handlers see it. */
export interface ServiceRequest {
  readonly method: HttpMethod;
  /** Decoded path without query, with one leading slash. */
  readonly path: string;
  /** Decoded values of the path template. */
  readonly params: Record<string, string>;
  readonly query: URLSearchParams;
  readonly headers: Record<string, string>;
  /** Parsed JSON, or undefined when there was no JSON body. */
  readonly body: unknown;
  /** Parsed form, empty when the body was none. */
  readonly form: URLSearchParams;
  /** `https://host:port` as the client called it. */
  readonly origin: string;
  readonly requestId: string;
  readonly correlationId: string;
  /** Who calls; only routes of services without tokens have no caller. */
  readonly caller: Caller;
  /** Instant of the request, epoch milliseconds of the simulated clock. */
  readonly now: number;
}

/** What a handler answers. A body is sent as JSON unless it is undefined. */
export interface ServiceResponse {
  status: number;
  body?: unknown;
  /** Sent as it is, instead of a body: several JSON values, one a line. */
  text?: string;
  headers?: Record<string, string>;
}

/**
 * One operation of a service. The tables of routes are what a referee of API
 * conformance lists.
 */
export interface Route {
  /** As in Microsoft's OpenAPI documents, e.g. `EventHubs_CreateOrUpdate`. */
  operationId: string;
  method: HttpMethod;
  /** Template: `{name}` takes one segment, `{+name}` any number of them. */
  path: string;
  /** Accepted `api-version` values; a RegExp accepts a family; undefined: not versioned. */
  apiVersions?: readonly (string | RegExp)[];
  /** RBAC action that the caller needs. */
  action?: string;
  /**
   * Scope of `action`: the ARM id formed by the path by default, the parameter
   * `scope` of scope-style routes, or none when the handler filters by itself.
   */
  scopeFrom?: 'path' | 'scopeParameter' | 'handler';
  /** A POST that changes nothing. */
  readOnly?: boolean;
  handle(request: ServiceRequest): ServiceResponse | Promise<ServiceResponse>;
}
