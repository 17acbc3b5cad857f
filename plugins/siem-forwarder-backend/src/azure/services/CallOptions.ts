/** What every call takes. */
export interface CallOptions {
  /** Gives the call up. */
  signal?: AbortSignal;
}
