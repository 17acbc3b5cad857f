import { FaultRequest } from 'azure-simulator';

/** What may befall a call. */
export const faultNames = [
  'crash before',
  'crash after',
  'timeout after',
  '401',
  '403',
  '404',
  '409',
  '429',
  '500',
  '503',
  'cut body',
  'hang',
] as const;

/** One of these. */
export type FaultName = (typeof faultNames)[number];

/** How the simulator brings a fault about, and what becomes of the process. */
export interface Fault {
  status: NonNullable<FaultRequest['status']>;
  /** Seconds of a `Retry-After` header. */
  retryAfter?: number;
  /** The process dies while the answer is out. */
  kills?: boolean;
  /** Nobody answers: the call is given up. */
  unanswered?: boolean;
}

/** The faults. */
export const faults: Record<FaultName, Fault> = {
  'crash before': { status: 'hang', kills: true },
  'crash after': { status: 'silent', kills: true },
  'timeout after': { status: 'silent', unanswered: true },
  '401': { status: 401 },
  '403': { status: 403 },
  '404': { status: 404 },
  '409': { status: 409 },
  '429': { status: 429, retryAfter: 7 },
  '500': { status: 500 },
  '503': { status: 503 },
  'cut body': { status: 'cut' },
  hang: { status: 'hang', unanswered: true },
};
