/**
 * What a check can answer, worst first as far as a stage's summary goes.
 *
 * @public
 */
export const checkStatuses = [
  'failing',
  'warning',
  'unknown',
  'pending',
  'quiet',
  'ok',
  'skipped',
] as const;

/**
 * The answer of a check.
 *
 * @remarks
 * `pending`: too new to judge. `quiet`: nothing to forward. `unknown`: nobody
 * could look (throttled, forbidden, timed out, too old). `skipped`: does not
 * apply to this forwarder. `quiet` and `unknown` are never shown as failing.
 *
 * @public
 */
export type CheckStatus = (typeof checkStatuses)[number];
