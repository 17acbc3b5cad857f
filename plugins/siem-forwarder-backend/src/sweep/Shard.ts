import { Source, SourceKind } from '../collect/Source';

/** What is swept: a source of facts, or the catalog that lists the forwarders. */
export type ShardKind = SourceKind | 'catalog';

/** What a shard is about. */
export interface ShardSource {
  kind: ShardKind;
  id: string;
}

/** The one shard that lists forwarders. */
export const CATALOG_SHARD: ShardSource = { kind: 'catalog', id: 'forwarders' };

/** How a round ended: `ok`, `failed` (it threw), or `released` (the replica shut down in the middle). */
export type RoundResult = 'ok' | 'failed' | 'released';

/** A shard that a replica has claimed. */
export interface Shard {
  /** `subscription/<id>` */
  key: string;
  source: ShardSource;
  /** Grows with each claim: what is written under an older one is refused. */
  token: number;
  /** Place of the last forwarder that the round has done; absent at its beginning. */
  cursor?: string;
  /** When the round began, by whichever replica (ISO 8601 with zone). */
  roundStartedAt: string;
  /** Forwarders of the round that were done before this claim. */
  roundForwarders: number;
}

/** A shard as others see it. */
export interface ShardState {
  key: string;
  kind: ShardKind;
  /** ISO 8601 with zone. */
  dueAt: string;
  /** The replica that holds it. */
  owner?: string;
  /** Until when it holds it unless it says more (ISO 8601 with zone). */
  leaseUntil?: string;
  token: number;
  cursor?: string;
  /** When the round under way began (ISO 8601 with zone). */
  roundStartedAt?: string;
  /** When the last whole round ended (ISO 8601 with zone). */
  endedAt?: string;
  /** How long it took, in milliseconds. */
  endedAfterMs?: number;
  /** How many forwarders it had. */
  forwarders?: number;
  result?: RoundResult;
  failure?: string;
}

/** The source of facts that a shard is about; undefined for the catalog. */
export function factSourceOf({ kind, id }: ShardSource): Source | undefined {
  return kind === 'catalog' ? undefined : { kind, id };
}

/** Text by which a shard is stored. */
export function shardKey({ kind, id }: ShardSource): string {
  return `${kind}/${id}`;
}
