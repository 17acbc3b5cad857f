/** Rows or events that wait, and are discarded from a deadline on. Instants in epoch milliseconds. */
export interface LossWindow {
  /** Time of the oldest that waits. */
  since: number;
  /** When the oldest is discarded. */
  deadline: number;
  /** How many wait. */
  count: number;
}

/** How urgent a window is: it is open, half of it is gone, a fifth is left. */
export type Urgency = 'open' | 'warning' | 'failing';

const MINUTE = 60_000;

/** People need time to act: a warning comes so long before the deadline, even where more than half of the window is left. */
const LEAD = 140 * MINUTE;

/** No warning before this: rows take a while from hop to hop. */
const PATIENCE = 15 * MINUTE;

/** What is known of the hops is as old as this: a slot, and the latency of a hop. */
const BLIND = 30 * MINUTE;

/**
 * Judges a window: a warning at half of it, failing when a fifth is left. A
 * window of a few hours is judged earlier, so that it is announced 2 hours
 * before its end, and that no fifth passes unseen.
 *
 * @param now - epoch milliseconds
 */
export function urgencyOf(window: LossWindow, now: number): Urgency {
  const { since, deadline } = window;
  const span = deadline - since;
  if (now >= deadline - Math.max(span / 5, BLIND)) {
    return 'failing';
  }
  const half = since + span / 2;
  const early = Math.max(deadline - LEAD, since + PATIENCE);
  return now >= Math.min(half, early) ? 'warning' : 'open';
}
