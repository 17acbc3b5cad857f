import { HttpMethod } from '../http/Route';
import { ServiceName } from '../http/ServiceName';

/**
 * What becomes of an answer. A number is an HTTP status that is answered
 * before anything is done.
 *
 * - `reset`: the connection is cut before anything is done
 * - `hang`: nothing is done and never answered, until the simulator stops
 * - `afterDone`: the work is done, then the connection is cut
 * - `silent`: the work is done and never answered, until the simulator stops
 * - `cut`: the work is done; headers and half of the body are sent, then the connection is cut
 * - `truncated`: the work is done; half of the body is sent as if it were whole
 * - `partial`: the work is done; the first item of the list in the body is left out as if it did not exist
 */
export type FaultStatus =
  | number
  | 'reset'
  | 'hang'
  | 'afterDone'
  | 'silent'
  | 'cut'
  | 'truncated'
  | 'partial';

/** The statuses that are words. */
export const faultWords = [
  'reset',
  'hang',
  'afterDone',
  'silent',
  'cut',
  'truncated',
  'partial',
] as const;

/** A fault that a test or a person asks for: where it strikes, when, and what it does. */
export interface FaultRequest {
  /** Operation of the route tables, e.g. `EventHubs_CreateOrUpdate`. */
  operationId?: string;
  /** Needed where there is no `operationId`. */
  service?: ServiceName;
  /** Any method when absent. */
  method?: HttpMethod;
  /** Regular expression, compared with the decoded path without case; any path when absent. */
  pathPattern?: string;
  /** Client id of the application whose requests it strikes; of a sign-in, the one that signs in. */
  callerAppId?: string;
  /** How many fitting requests pass before it strikes; 0 when absent. */
  after?: number;
  /** How often it strikes; always when absent. */
  times?: number;

  /** What becomes of the answer; the true one is given when absent, late where there is a delay. */
  status?: FaultStatus;
  /** With a number as status: the work is done all the same. */
  done?: boolean;
  /** Milliseconds of real time before the work. */
  delay?: number;
  /** Milliseconds of real time between the work and the answer. */
  answerDelay?: number;
  /** The service's error code in the body; the service's own for the status when absent. */
  code?: string;
  message?: string;
  /** Seconds of a `Retry-After` header. */
  retryAfter?: number;
}

/** A fault in force. */
export interface Fault extends FaultRequest {
  id: string;
  /** The scenario that raised it, and that lifts it; absent: somebody asked for it. */
  scenario?: string;
  /** Fitting requests so far. */
  seen: number;
  /** How often it has struck. */
  struck: number;
}
