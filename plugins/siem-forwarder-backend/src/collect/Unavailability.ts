/**
 * Why a fact is not known.
 *
 * @remarks
 * The first group are decisions: nobody looked, and what was known before is
 * forgotten. The second are failures to look: the last answer stands until it
 * is too old.
 */
export const decidedReasons = [
  'out-of-scope',
  'siem-not-allowed',
  'bad-annotation',
  'not-configured',
  'no-role',
  'not-there',
  'not-told',
] as const;

/** See {@link decidedReasons}. */
export const failedReasons = [
  'forbidden',
  'throttled',
  'timeout',
  'unreachable',
  'refused',
] as const;

/** Stable reason code of an {@link Unavailability}. */
export type UnavailableReason =
  | (typeof decidedReasons)[number]
  | (typeof failedReasons)[number];

/** Why a fact is not known: a reason code, and one sentence for people. */
export interface Unavailability {
  reason: UnavailableReason;
  message: string;
}

/** True when nobody looked on purpose, so that an earlier answer must not stand. */
export function isDecided(unavailability: Unavailability): boolean {
  return (decidedReasons as readonly string[]).includes(unavailability.reason);
}
