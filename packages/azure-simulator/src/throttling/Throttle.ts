import { HttpMethod, Route } from '../http/Route';
import { ServiceError } from '../http/ServiceError';
import { Caller } from '../login/Caller';

/** A request as the quotas see it. */
export interface MeteredRequest {
  method: HttpMethod;
  path: string;
  query: URLSearchParams;
  caller: Caller;
  /** Undefined when no operation has the path. */
  route: Route | undefined;
}

/** What a request costs and whether it may go on. */
export interface ThrottleVerdict {
  /** Headers of the answer, whether it is refused or not. */
  headers: Record<string, string>;
  refusal?: ServiceError;
}

/** The quotas of a service. */
export type Throttle = (request: MeteredRequest) => ThrottleVerdict;
