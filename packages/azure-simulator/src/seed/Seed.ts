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
 * `demo`: the same with 30 days of rows, traffic and a fleet of forwarders.
 */
export type SeedName = 'empty' | 'demo';
