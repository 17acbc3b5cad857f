import { Cause } from './Cause';
import { CheckStatus } from './CheckStatus';
import { Finding, Remedy } from './Finding';
import { Health } from './Health';
import { Loss } from './Loss';
import { Stage } from './Stage';

/**
 * A stage as the path on the card shows it.
 *
 * @public
 */
export interface StageHealth {
  stage: Stage;
  /** What stands there: `Sentinel`, `Export rule`, `Event hub`, `Access`, `Splunk`. */
  title: string;
  status: CheckStatus;
  /** Two or three words: `disabled`, `7 d kept`, `4 min ago`. */
  detail: string;
  /** True when an earlier stage explains this one's trouble. */
  consequence: boolean;
}

/**
 * The kinds of SIEM that the backend can tell apart.
 *
 * @public
 */
export interface SiemReference {
  id: string;
  title: string;
  /** The connector that serves it: `splunk`, `handover`, ... */
  kind: string;
}

/**
 * The last end-to-end proof: a row of the exported tables that the SIEM
 * indexed.
 *
 * @public
 */
export interface Proof {
  /** When the SIEM received it (ISO 8601 with zone). */
  at: string;
  /** What proved it: `arrival` (a real row), `marker`, `test-incident`. */
  by: 'arrival' | 'marker' | 'test-incident';
}

/**
 * One slot of the uptime bar.
 *
 * @public
 */
export interface UptimeSlot {
  /** Start of the slot (ISO 8601 with zone). */
  from: string;
  /** Length in minutes. */
  minutes: number;
  /** The worst health seen in the slot; absent when nothing was seen. */
  health?: Health;
  /** True when the forwarder was paused in the slot. */
  paused?: boolean;
}

/**
 * The share of time in which forwarding worked:
 * (healthy + quiet + degraded) / (all - paused - pending - unknown).
 *
 * @public
 */
export interface UptimeShare {
  /** Between 0 and 1; absent when nothing is known of the period. */
  ratio?: number;
  /** Between 0 and 1: how much of the period is known. */
  known: number;
  /** Hours looked at. */
  hours: number;
}

/**
 * The share of time in which forwarding worked, and how it went.
 *
 * @public
 */
export interface Uptime extends UptimeShare {
  slots: UptimeSlot[];
}

/**
 * What a table of forwarders shows of one.
 *
 * @public
 */
export interface ForwarderSummary {
  entityRef: string;
  title: string;
  owner?: string;
  siem?: SiemReference;
  /** The region of the workspace, when known. */
  region?: string;
  subscriptionId?: string;
  health: Health;
  /** The reason given in the annotation, when the forwarder is paused. */
  paused?: string;
  /** One sentence: what, since when. */
  headline: string;
  /** Since when the health has been what it is (ISO 8601 with zone). */
  since: string;
  /** When the SIEM last indexed a row (ISO 8601 with zone). */
  lastEventAt?: string;
  /** When the facts behind this were last collected (ISO 8601 with zone); absent before the first check. */
  checkedAt?: string;
}

/**
 * All that is known of one forwarder.
 *
 * @public
 */
export interface ForwarderHealth extends ForwarderSummary {
  stages: StageHealth[];
  findings: Finding[];
  /** The remedy of the headline. */
  remedy?: Remedy;
  /** A second sentence under the headline. */
  detail?: string;
  /** What is lost or will be; absent when nothing is. */
  loss?: Loss;
  /** Who brought the present health about, where a change of configuration did. */
  cause?: Cause;
  proof?: Proof;
  /** When the newest secret of the application ends (ISO 8601 with zone). */
  secretExpiresAt?: string;
  uptime: Uptime;
  /** The values that the article tells people to note. Never the secret. */
  values: NotedValue[];
}

/**
 * A value to note, with a label for people.
 *
 * @public
 */
export interface NotedValue {
  /** Stable id: `host-name`, `event-hub`, `client-id`, `tenant-id`, `secret-id`, `secret-location`, `consumer-group`, `search`. */
  id: string;
  label: string;
  value: string;
  /** Where a click leads: the portal page of the resource. */
  url?: string;
}

/**
 * A change of a forwarder's health.
 *
 * @public
 */
export interface Transition {
  id: string;
  entityRef: string;
  at: string;
  from?: Health;
  to: Health;
  /** The headline at that time. */
  reason: string;
  /** Reason codes of the findings behind it. */
  reasons: string[];
  /** Ids of the resources that those findings are about: ARM ids, or names in the directory or SIEM. */
  resources?: string[];
  /** Who brought it about, when a change of configuration did. */
  cause?: Cause;
}
