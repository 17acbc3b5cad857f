/**
 * The health of a forwarder, worst first.
 *
 * @public
 */
export const healths = [
  'failing',
  'degraded',
  'unknown',
  'pending',
  'quiet',
  'healthy',
] as const;

/**
 * The health of a forwarder. `paused` is not among them: it lies over the
 * health, since checks go on while alerts are held back.
 *
 * @public
 */
export type Health = (typeof healths)[number];
