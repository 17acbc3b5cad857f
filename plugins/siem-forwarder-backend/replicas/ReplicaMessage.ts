import { FleetSize } from 'azure-simulator';

/** The fleet that the replicas share: more forwarders in a tenant than are written in one transaction, so that a sweep can be caught in the middle. */
export const fleetSize: FleetSize = {
  forwarders: 600,
  workspaces: 60,
  namespaces: 60,
  subscriptions: 60,
};

/** What a replica logs; sweeps say in which shard, under which token and when. */
export interface ReplicaLog {
  level: string;
  message: string;
  shard?: string;
  token?: string;
  replica?: string;
  at?: string;
  forwarders?: number;
}

/** What a replica tells its parent. */
export interface ReplicaMessage {
  /** It serves, and begins to sweep within half a minute. */
  ready?: true;
  /** Id of a transition that was published. */
  told?: string;
  log?: ReplicaLog;
}
