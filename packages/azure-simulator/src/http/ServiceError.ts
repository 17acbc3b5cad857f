/** A cause of a refusal, as ARM lists them. */
export interface ErrorDetail {
  code: string;
  message: string;
  [name: string]: unknown;
}

/**
 * A refusal in a service's own words. Each service renders it in its own error
 * body; the tables beside the services (`armErrors`, `graphErrors`, ...) build it.
 */
export class ServiceError extends Error {
  readonly name = 'ServiceError';

  constructor(
    /** HTTP status. */
    readonly status: number,
    /** The service's error code. */
    readonly code: string,
    message: string,
    readonly options: {
      /** Id in the table of errors, e.g. `eventHub.hubQuota`. */
      id?: string;
      /** Extra response headers, such as `WWW-Authenticate` or `Retry-After`. */
      headers?: Record<string, string>;
      /** What ARM calls `target`. */
      target?: string;
      /** What ARM calls `details`, with the members that a service adds. */
      details?: ErrorDetail[];
      /** The body is the bare sentence as text, as some providers answer instead of JSON. */
      plainText?: boolean;
      /** Inner code of services that nest one (Key Vault, login). */
      innerCode?: string;
      /** Whole inner error of services that nest them deeper (Log Analytics). */
      innerError?: Record<string, unknown>;
    } = {},
  ) {
    super(message);
  }
}
