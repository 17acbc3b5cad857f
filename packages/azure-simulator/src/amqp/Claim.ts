import { Caller } from '../login/Caller';

/** What a token at `$cbs`, or a name and key at the start, proved. */
export type Claim = {
  /** Path below which it counts; empty: the whole namespace. */
  path: string;
  /**
   * Real epoch milliseconds at which it ends: clients renew by the machine's
   * clock, so a manual clock must not end it.
   */
  expiresAt: number;
} & (
  | { kind: 'principal'; caller: Caller }
  /** By shared access key: counts as long as a rule has that name and key. */
  | { kind: 'key'; keyName: string; key: string }
);
