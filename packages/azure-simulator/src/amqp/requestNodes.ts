import rhea, { Message } from 'rhea';
import { fromIso } from '../clock/format';
import { ServiceError } from '../http/ServiceError';
import { EventHub } from '../state';
import { amqpErrors } from './amqpErrors';
import { Broker } from './Broker';
import { Claim } from './Claim';
import { audiencePath } from './hubAddress';
import { entityUri, findEntity, HubEntity } from './hubEntity';
import { offsetOf } from './offsets';
import { partitionIndex } from './partitionIndex';

/** What a node answers to a request. */
export interface NodeReply {
  status: number;
  description: string;
  body?: unknown;
}

function property(message: Message, name: string): string {
  const value: unknown = message.application_properties?.[name];
  return value === undefined || value === null ? '' : String(value);
}

function unknownOperation(message: Message): ServiceError {
  return amqpErrors.unknownOperation({
    operation: property(message, 'operation'),
    type: property(message, 'type'),
  });
}

/**
 * Takes a token at `$cbs`.
 * Source: https://learn.microsoft.com/azure/service-bus-messaging/service-bus-amqp-protocol-guide#claims-based-security
 * @returns the claim; it replaces an older one for the same audience
 * @throws ServiceError when the token is refused
 */
export async function putToken(
  { gate }: Broker,
  host: string,
  message: Message,
): Promise<Claim> {
  if (property(message, 'operation') !== 'put-token') {
    throw unknownOperation(message);
  }
  return gate.claimOf(host, property(message, 'name'), String(message.body));
}

function hubProperties(hub: EventHub): Record<string, unknown> {
  return {
    type: 'com.microsoft:eventhub',
    name: hub.name,
    created_at: rhea.types.wrap_timestamp(fromIso(hub.createdAt)),
    partition_count: rhea.types.wrap_int(hub.partitions.length),
    partition_ids: hub.partitions.map((_, index) => String(index)),
    georeplication_factor: rhea.types.wrap_int(1),
  };
}

/** .NET's smallest time, which the service tells when nothing was ever enqueued. */
const never = -62_135_596_800_000;

function partitionProperties(
  hub: EventHub,
  partition: number,
): Record<string, unknown> {
  const log = hub.partitions[partition];
  const last = log.nextSequenceNumber - 1;
  return {
    type: 'com.microsoft:partition',
    name: hub.name,
    partition: String(partition),
    begin_sequence_number: rhea.types.wrap_long(
      log.messages[0]?.sequenceNumber ?? log.nextSequenceNumber,
    ),
    last_enqueued_sequence_number: rhea.types.wrap_long(last),
    last_enqueued_offset: last < 0 ? '-1' : offsetOf(last),
    last_enqueued_time_utc: rhea.types.wrap_timestamp(
      log.lastEnqueuedAt ?? log.messages.at(-1)?.enqueuedAt ?? never,
    ),
    is_partition_empty: log.messages.length === 0,
  };
}

/** The hub that a request is about, when the caller may listen or send there. */
function requireReadable(
  { world, gate }: Broker,
  host: string,
  hubName: string,
  claims: readonly Claim[],
): HubEntity {
  const entity = findEntity(world, host, hubName);
  if (entity instanceof ServiceError) {
    throw entity;
  }
  const path = `${audiencePath(entityUri(host, hubName))}/$management`;
  const refusal = gate.refusal(claims, entity, 'Listen', path);
  if (refusal && gate.refusal(claims, entity, 'Send', path)) {
    throw refusal;
  }
  return entity;
}

/**
 * Answers a READ at `$management`: the properties of a hub or of a partition.
 * @throws ServiceError when there is none, or the caller may neither listen nor send
 */
export function readProperties(
  broker: Broker,
  host: string,
  message: Message,
  claims: readonly Claim[],
): NodeReply {
  const type = property(message, 'type');
  if (
    property(message, 'operation') !== 'READ' ||
    (type !== 'com.microsoft:eventhub' && type !== 'com.microsoft:partition')
  ) {
    throw unknownOperation(message);
  }
  const { hub } = requireReadable(
    broker,
    host,
    property(message, 'name'),
    claims,
  );
  const body =
    type === 'com.microsoft:eventhub'
      ? hubProperties(hub)
      : partitionProperties(
          hub,
          partitionIndex(hub, property(message, 'partition')),
        );
  return { status: 200, description: 'OK', body };
}
