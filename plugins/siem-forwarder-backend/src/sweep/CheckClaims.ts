/** A check of one forwarder on demand, by whichever replica. */
export interface ClaimedCheck {
  /** Names this check. */
  token: string;
  /** True when the caller is to make it. */
  mine: boolean;
}

/** What has become of a check. */
export type CheckProgress = 'running' | 'done' | 'gone';

/** Tells replicas of the checks on demand that others are making. */
export interface CheckClaims {
  /**
   * Begins a check, unless another one of the same forwarder is under way.
   *
   * @param options - `now`, `until`: epoch milliseconds; others wait until then
   */
  claim(
    entityRef: string,
    options: { now: number; until: number },
  ): Promise<ClaimedCheck>;
  /** Lets others wait for longer. */
  renew(entityRef: string, token: string, until: number): Promise<void>;
  /** Notes that the judgement of a check is stored. */
  done(entityRef: string, token: string): Promise<void>;
  /** Notes that a check came to nothing. */
  failed(entityRef: string, token: string): Promise<void>;
  /** `gone` when it failed, its replica died, or another one came after it. */
  progress(
    entityRef: string,
    token: string,
    now: number,
  ): Promise<CheckProgress>;
}
