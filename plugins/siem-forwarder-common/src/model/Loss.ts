/**
 * A row that was not exported.
 *
 * @public
 */
export interface LostItem {
  /** The table that holds it: `SecurityIncident`. */
  table: string;
  /** What people call it by: an incident's number, an alert's id. */
  id: string;
  title: string;
  severity?: string;
  /** When the row was written (ISO 8601 with zone). */
  at: string;
}

/**
 * What is lost of a forwarder's rows, or will be when nobody acts.
 *
 * @remarks
 * `losing`: rows that are written now never reach the SIEM, because the export
 * knows no history (rule disabled, missing or without the table, connector
 * off, retries over). `window`: rows wait, in the export's retries or in the
 * event hub, and are discarded from `deadline` on.
 *
 * @public
 */
export interface Loss {
  kind: 'losing' | 'window';
  /** Stable reason code: `rule-disabled`, `rule-missing`, `tables-differ`, `connector-off`, `retries-over`, `destination-unreachable`, `reader-behind`, `retention-over`. */
  reason: string;
  /** The check whose failure brings the loss about, where there is one: `export/rule-enabled`. */
  checkId?: string;
  /** Since when rows are lost, or wait (ISO 8601 with zone). */
  since: string;
  /** Rows lost (`losing`) or at risk (`window`) until now; absent when nobody can count them. */
  count?: number;
  /** The newest of the rows lost, at most 50; absent when they were not asked for. */
  items?: LostItem[];
  /** When the first waiting row is discarded (ISO 8601 with zone); only of a window. */
  deadline?: string;
  /** One sentence: what the statement rests on. */
  basis: string;
  /** True when a part of the statement is an estimate, which `basis` then says. */
  estimated: boolean;
  /** When it was over (ISO 8601 with zone): the rows stay lost, no more are. */
  endedAt?: string;
}
