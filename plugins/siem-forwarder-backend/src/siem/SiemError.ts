import { CustomErrorBase } from '@backstage/errors';

/**
 * - `unreachable`: no connection, no trust in the certificate, no answer in time
 * - `token-refused`: the configured token is not accepted, or lacks a right
 * - `not-found`: what was asked for does not exist
 * - `conflict`: it exists already
 * - `refused`: the SIEM refuses the values
 * - `failed`: the SIEM failed
 */
export type SiemErrorKind =
  | 'unreachable'
  | 'token-refused'
  | 'not-found'
  | 'conflict'
  | 'refused'
  | 'failed';

/** Status of our own API, by kind: the SIEM's refusals are not our caller's. */
const statusCodes: Record<SiemErrorKind, number> = {
  unreachable: 503,
  'token-refused': 502,
  'not-found': 502,
  conflict: 409,
  refused: 502,
  failed: 502,
};

/** A SIEM refused, failed or could not be reached; holds no secret. */
export class SiemError extends CustomErrorBase {
  name = 'SiemError' as const;
  readonly kind: SiemErrorKind;
  readonly statusCode: number;
  readonly retryable: boolean;

  constructor(kind: SiemErrorKind, message: string) {
    super(message);
    this.kind = kind;
    this.statusCode = statusCodes[kind];
    this.retryable = kind === 'unreachable' || kind === 'failed';
  }
}
