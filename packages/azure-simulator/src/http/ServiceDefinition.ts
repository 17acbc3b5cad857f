import { Caller } from '../login/Caller';
import { Route, ServiceRequest } from './Route';
import { ServiceError } from './ServiceError';
import { ServiceName } from './ServiceName';
import { Throttle } from '../throttling/Throttle';

/** A service: its operations, its way to know callers, its way to refuse. */
export interface ServiceDefinition {
  name: ServiceName;
  routes: readonly Route[];
  /** Request header whose value the answer repeats; `x-ms-correlation-request-id` when absent. */
  correlationHeader?: string;
  /**
   * Knows the caller by the request's headers, or throws the service's 401.
   * Called before the body is looked at, as the services do.
   */
  authenticate(request: {
    headers: Record<string, string>;
    origin: string;
    path: string;
  }): Caller | Promise<Caller>;
  /** Counts a request of a known caller before its rights are judged. */
  throttle?: Throttle;
  /** Client id that a sign-in presents, unproven; only the login service has one. */
  signingIn?(request: {
    headers: Record<string, string>;
    form: URLSearchParams;
  }): string;
  /** Throws the service's refusal when the caller lacks the right for a route. */
  authorize?(route: Route, request: ServiceRequest): void;
  /** Told of every request that changes something, done or refused. */
  noteChange?(route: Route, request: ServiceRequest, status: number): void;
  /** The body of an error answer. */
  renderError(
    error: ServiceError,
    request: { requestId: string; correlationId: string; now: number },
  ): unknown;
  /** The refusal of a path that no route has. */
  notFound(path: string): ServiceError;
  /** Headers that every answer bears; a new object each time, for others are added. */
  headers(request: {
    requestId: string;
    correlationId: string;
  }): Record<string, string>;
  /** Whether the service is switched off: connections are cut. */
  isDown?(): boolean;
}
