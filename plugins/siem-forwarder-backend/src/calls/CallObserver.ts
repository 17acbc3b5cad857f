/**
 * How a call to another service ended: `answered` (also with 'not found',
 * which says something), `throttled` (it asks to wait), `refused` (our request
 * or our rights), `failed` (its own fault), `unanswered` (no connection, no
 * answer in time, or called off).
 */
export const callOutcomes = [
  'answered',
  'throttled',
  'refused',
  'failed',
  'unanswered',
] as const;

/** @see {@link callOutcomes} */
export type CallOutcome = (typeof callOutcomes)[number];

/** Hears of every call that was sent, each attempt by itself. */
export interface CallObserver {
  /**
   * @param service - one of a handful of names: `resource-manager`, `splunk`
   */
  onCall(service: string, outcome: CallOutcome): void;
}

/** What an answer's status says of a call. */
export function outcomeOf(status: number): CallOutcome {
  if (status === 429 || status === 529) {
    return 'throttled';
  }
  if (status < 400 || status === 404) {
    return 'answered';
  }
  return status < 500 ? 'refused' : 'failed';
}
