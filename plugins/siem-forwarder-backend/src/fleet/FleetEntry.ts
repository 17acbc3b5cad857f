import { Health } from 'backstage-plugin-siem-forwarder-common';

/** What the catalog and the configuration say of a forwarder. */
export interface FleetDescription {
  entityRef: string;
  /** {@link Forwarder.definition} */
  definition: string;
  title: string;
  /** Entity ref, lower case. */
  owner?: string;
  /** Id of a SIEM that the owner may use. */
  siemId?: string;
  subscriptionId?: string;
  /** ARM id of the workspace, lower case. */
  workspaceId?: string;
  /** The reason of a pause. */
  paused?: string;
  /** Why nothing of its resources may be shown. */
  refusal?: string;
}

/** A forwarder as a list shows it. */
export interface FleetEntry extends FleetDescription {
  health: Health;
  headline: string;
  /** Since when the health is what it is (ISO 8601 with zone). */
  since: string;
  region?: string;
  lastEventAt?: string;
  /** When the facts behind the judgement were collected; absent without one. */
  checkedAt?: string;
}
