/** Minutes of a history. */
export const DAYS = 30;
export const MINUTES = DAYS * 24 * 60;

/** A stretch of time in minutes from the start of the history; `to` is not part of it. */
export interface Stretch {
  from: number;
  to: number;
}

/** Tiers of Event Hubs, with the retention in hours that a hub of it has here. */
export type Tier = 'Basic' | 'Standard' | 'Premium';

/** What is wrong with the export rule in a stretch. */
export interface RuleOutage extends Stretch {
  kind: 'disabled' | 'missing' | 'other-table';
}

/** What happens to a forwarder in 30 days: the only thing that the model and the truth are made from. */
export interface Plan {
  tier: Tier;
  retentionHours: number;
  /** Rows a day on average. */
  rowsPerDay: number;
  /** Nothing is written. */
  quiet: Stretch[];
  ruleOutages: RuleOutage[];
  /** The event hub takes nothing: throttled, or not reachable. */
  hubOutages: Stretch[];
  readerOutages: Stretch[];
  /** Messages that the reader takes in a minute. */
  readsPerMinute: number;
  /** A second consumer group reads the same hub, always. */
  secondReader: boolean;
  /** The SIEM tells what it indexed. */
  siemTells: boolean;
  /** Sweeps at which nothing can be read (share between 0 and 1). */
  failingSweeps: number;
  seed: number;
}

/** True when a minute lies in one of the stretches. */
export function within(stretches: readonly Stretch[], minute: number): boolean {
  return stretches.some(({ from, to }) => minute >= from && minute < to);
}
