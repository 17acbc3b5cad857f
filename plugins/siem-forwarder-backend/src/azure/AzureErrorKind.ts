/**
 * Why a call to Azure failed, in the words that callers decide by.
 *
 * - `forbidden`: the portal's identity lacks a right (Azure's 403)
 * - `unauthenticated`: its credential was refused (a 401, or by the login)
 * - `throttled`: too many calls (429, 529), and waiting was not worth it
 * - `not-found`: a parent or target of the call does not exist
 * - `conflict`: the present state of the resource does not allow it
 * - `invalid`: Azure refuses the values
 * - `timeout`: no answer in time; whether it happened is not known
 * - `unreachable`: no connection, or the certificate is not trusted
 * - `failed`: Azure failed (5xx), or answered something unexpected
 */
export type AzureErrorKind =
  | 'forbidden'
  | 'unauthenticated'
  | 'throttled'
  | 'not-found'
  | 'conflict'
  | 'invalid'
  | 'timeout'
  | 'unreachable'
  | 'failed';

/** What follows from a kind of failure. */
export interface AzureErrorPolicy {
  /**
   * Status with which our own API answers. Azure's 401 and 403 concern the
   * portal's identity and not our caller's, so they are a bad gateway.
   */
  statusCode: number;
  /** True when the same call may succeed later without anybody's doing. */
  retryable: boolean;
  /** What to do, one sentence. */
  remedy: string;
}

/** The one table from kinds of failure to what follows. */
export const azureErrorPolicies: Record<AzureErrorKind, AzureErrorPolicy> = {
  forbidden: {
    statusCode: 502,
    retryable: false,
    remedy:
      "Grant the portal's identity the missing right; a new role assignment takes up to 10 minutes.",
  },
  unauthenticated: {
    statusCode: 502,
    retryable: false,
    remedy:
      "Check the credential of the portal's identity in siemForwarder.azure.tenants.",
  },
  throttled: {
    statusCode: 503,
    retryable: true,
    remedy: 'Azure limits the calls of this identity; try again later.',
  },
  'not-found': {
    statusCode: 409,
    retryable: false,
    remedy: 'Check that the resource still exists and that its id is right.',
  },
  conflict: {
    statusCode: 409,
    retryable: false,
    remedy:
      'Look at the resource in the Azure portal and resolve what it conflicts with.',
  },
  invalid: {
    statusCode: 400,
    retryable: false,
    remedy: 'Change the value that Azure refuses.',
  },
  timeout: {
    statusCode: 504,
    retryable: true,
    remedy: 'Try again; what exists already is found and not made twice.',
  },
  unreachable: {
    statusCode: 503,
    retryable: true,
    remedy:
      "Check the network, siemForwarder.azure's endpoints, and with a cloud of one's own siemForwarder.azure.caFile.",
  },
  failed: {
    statusCode: 502,
    retryable: true,
    remedy: "Try again; when it stays, see Azure's service health.",
  },
};
