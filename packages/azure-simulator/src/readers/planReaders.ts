import { findEntity, HubEntity } from '../amqp/hubEntity';
import { ServiceError } from '../http/ServiceError';
import { checkpointOf } from '../splunk/checkpointOf';
import { PartitionLog, SplunkEventHubInput } from '../state';
import { World } from '../World';
import { readerAccess } from './readerAccess';

/** An input that may read, with its share of the hub. */
export interface ReadyReader {
  input: SplunkEventHubInput;
  entity: HubEntity;
  /** Next sequence number by partition; shared by all inputs with the same hub and group. */
  checkpoint: Record<string, number>;
  /** Partitions that it reads. */
  partitions: number[];
}

/** An input that runs and may not read. */
export interface FailingReader {
  input: SplunkEventHubInput;
  /** In the words that the add-on logs. */
  failure: string;
  /** Partitions that it would read, had it not been refused before. */
  partitions: number[];
  checkpoint: Record<string, number>;
}

/** What the inputs of Splunk do now. */
export interface ReaderPlan {
  ready: ReadyReader[];
  failing: FailingReader[];
}

function partitionsOf(world: World, { fields }: SplunkEventHubInput): number[] {
  const found = findEntity(
    world,
    fields.event_hub_namespace,
    fields.event_hub_name,
  );
  return found instanceof ServiceError
    ? []
    : found.hub.partitions.map((_, partition) => partition);
}

/**
 * Which inputs run now, and what each may read. Inputs that share a checkpoint
 * share the partitions, as the add-on's event processors do.
 * @param isConnected - whether an input holds a connection, by its name
 */
export function planReaders(
  world: World,
  isConnected: (name: string) => boolean = () => false,
): ReaderPlan {
  const { splunk } = world.state;
  const plan: ReaderPlan = { ready: [], failing: [] };
  if (!splunk.running || !splunk.addOn.installed) {
    return plan;
  }
  const now = world.clock.now();
  const sharing = new Map<string, ReadyReader[]>();
  for (const input of Object.values(splunk.inputs)) {
    if (input.disabled || input.restartAt > now) {
      continue;
    }
    const key = checkpointOf(input).uniqueIdentifier;
    const entity = readerAccess(world, input, isConnected(input.name));
    if ('failure' in entity) {
      plan.failing.push({
        input,
        failure: entity.failure,
        partitions: partitionsOf(world, input),
        checkpoint: splunk.checkpoints[key] ?? {},
      });
      continue;
    }
    const reader: ReadyReader = {
      input,
      entity,
      checkpoint: (splunk.checkpoints[key] ??= {}),
      partitions: [],
    };
    plan.ready.push(reader);
    sharing.set(key, [...(sharing.get(key) ?? []), reader]);
  }
  for (const readers of sharing.values()) {
    readers[0].entity.hub.partitions.forEach((_, partition) =>
      readers[partition % readers.length].partitions.push(partition),
    );
  }
  return plan;
}

/** Sequence number of the newest message that a reader has not got, or undefined. */
export function newestUnread(
  log: PartitionLog,
  next: number | undefined,
): number | undefined {
  const newest = log.messages.at(-1)?.sequenceNumber;
  return newest !== undefined && newest >= (next ?? 0) ? newest : undefined;
}
