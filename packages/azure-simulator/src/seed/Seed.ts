import { SimulatorCredentials } from '../Credentials';
import { SimulatorState } from '../state';

/** What a seed works with. */
export interface SeedContext {
  /** Epoch milliseconds of the simulated present. */
  now: number;
  /** Secrets of this run for the portal's identities. */
  credentials: SimulatorCredentials;
}

/** Makes the state with which the simulator begins. */
export type SeedFunction = (context: SeedContext) => SimulatorState;

/**
 * Names of the prepared seeds. `empty`: the plants' subscriptions, workspaces,
 * identities, vault and Splunk, but no forwarder, no row and no traffic.
 * `fleet`: the same with the demo's forwarders in their states, still without
 * rows and traffic. `demo`: the fleet with 30 days of rows, eight of them
 * really forwarded, and with traffic.
 */
export type SeedName = 'empty' | 'fleet' | 'demo';
