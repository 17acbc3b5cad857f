import { Loss } from 'backstage-plugin-siem-forwarder-common';

/** How much of a window is over: between 0 and 1; undefined for a loss without one. */
export function lossShare(
  loss: Pick<Loss, 'since' | 'deadline'>,
  now: Date,
): number | undefined {
  if (!loss.deadline) {
    return undefined;
  }
  const since = Date.parse(loss.since);
  const span = Date.parse(loss.deadline) - since;
  return span > 0
    ? Math.min(1, Math.max(0, (now.getTime() - since) / span))
    : 1;
}
