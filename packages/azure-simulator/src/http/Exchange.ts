import { HttpMethod } from './Route';
import { ServiceName } from './ServiceName';

/**
 * A request with its answer, whole, for a referee of API conformance. Never
 * with an `Authorization` header; bodies are those of a fake cloud.
 */
export interface Exchange {
  service: ServiceName;
  /** Of the route that answered; absent when no route has the path. */
  operationId?: string;
  method: HttpMethod;
  /** As the client sent it: path and query, escaped. */
  url: string;
  /** Lower-cased names. */
  requestHeaders: Record<string, string>;
  /** Parsed JSON, or the fields of a form. */
  requestBody?: unknown;
  status: number;
  responseHeaders: Record<string, string>;
  responseBody?: unknown;
  /** Id in the table of errors when the service refused, e.g. `eventHub.hubQuota`. */
  errorId?: string;
  /** Set when a fault of the fault desk made or changed the answer. */
  fault?: true;
}
