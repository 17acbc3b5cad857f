import { HubFaults } from './HubFaults';

/** What the fault desk does to the Event Hubs data plane. */
export interface EventHubsFaults {
  /** Cut dispositions, refused links and busy hubs, and the count of what was cut. */
  readonly faults: HubFaults;
  /** Connections that are open. */
  readonly connectionCount: number;
  /**
   * Ends every connection, as a gateway does that is restarted; answers how
   * many. What was answered before still arrives, so no disposition is cut.
   */
  dropConnections(): number;
  /** Detaches the links to a hub (its name; all hubs by default) with an error; answers how many. */
  dropLinks(options?: { hub?: string }): number;
}
