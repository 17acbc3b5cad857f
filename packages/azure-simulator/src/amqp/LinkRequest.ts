import { ServiceError } from '../http/ServiceError';
import { EventHub } from '../state';
import { amqpErrors } from './amqpErrors';
import { Broker } from './Broker';
import { Claim } from './Claim';
import { entityUri, findEntity, HubEntity } from './hubEntity';
import { HubRight } from './principalAccess';

/** What a client asks for when it attaches a link to a hub. */
export interface LinkRequest {
  /** Host name that the connection was opened with. */
  host: string;
  /** The link's address. */
  path: string;
  hub: string;
  /** The consumer group of a receiver. */
  group?: string;
  /** Id of the partition; undefined: the key or the hub decides. */
  partition?: string;
  /** What the connection has proved by now. */
  claims(): readonly Claim[];
}

/**
 * The entity that a link is for, when it may be used now.
 * @param known - the hub that the link was attached to: one of the same name with another log does not count
 * @throws ServiceError when the entity is missing or closed, or the right is
 */
export function requireEntity(
  { world, gate }: Broker,
  request: LinkRequest,
  right: HubRight,
  known?: EventHub,
): HubEntity {
  const { host, hub, group, path } = request;
  const entity = findEntity(world, host, hub, group);
  if (entity instanceof ServiceError) {
    throw entity;
  }
  if (known && known.partitions[0] !== entity.hub.partitions[0]) {
    throw amqpErrors.entityNotFound({ entity: entityUri(host, hub) });
  }
  const refusal = gate.refusal(request.claims(), entity, right, path);
  if (refusal) {
    throw refusal;
  }
  return entity;
}
