import { CheckStatus } from './CheckStatus';
import { Stage } from './Stage';

/**
 * One thing that was read, where and when.
 *
 * @public
 */
export interface Evidence {
  /** What was read, in the words of the service: `Rule enabled`. */
  label: string;
  /** What it said, as text: `false`. */
  value: string;
  /** The ARM id or SIEM object that was read. */
  resource?: string;
  /** When it was read (ISO 8601 with zone). */
  observedAt: string;
}

/**
 * What a person, or the portal, can do about a finding.
 *
 * @public
 */
export interface Remedy {
  /**
   * `repair`: put back what drifted. `rotate`: issue a new secret. `verify`:
   * ask for a proof. `grant`: give a right. `change`: change a setting by
   * hand. `wait`: nothing to do yet.
   */
  kind: 'repair' | 'rotate' | 'verify' | 'grant' | 'change' | 'wait';
  /** The heading, an imperative: `Turn the rule on again`. */
  title: string;
  /** One or two sentences that say how. */
  text: string;
  /** Where to do it: a page of the Azure portal or of the SIEM. */
  url?: string;
}

/**
 * A check's answer.
 *
 * @public
 */
export interface Finding {
  /** Stable id, `<stage>/<check>`: `export/rule-enabled`. */
  checkId: string;
  stage: Stage;
  /** The check's title, what is asked: `Export rule is enabled`. */
  title: string;
  status: CheckStatus;
  /** Stable reason code: `rule-disabled`; equal to the status where there is nothing to tell apart. */
  reason: string;
  /** One sentence for people. */
  message: string;
  evidence: Evidence[];
  remedy?: Remedy;
  /** The id of the check whose failure explains this one. */
  consequenceOf?: string;
  /** Since when the check has had this status (ISO 8601 with zone). */
  since: string;
  /** When the newest fact that it judged was read (ISO 8601 with zone). */
  observedAt?: string;
}
