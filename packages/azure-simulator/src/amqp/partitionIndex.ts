import { EventHub } from '../state';
import { amqpErrors } from './amqpErrors';

/**
 * The place of the partition with an id in a hub's list.
 * @throws ServiceError when the hub has no such partition
 */
export function partitionIndex(hub: EventHub, id: string): number {
  const index = Number(id);
  if (!/^\d+$/.test(id) || index >= hub.partitions.length) {
    throw amqpErrors.invalidPartition({ last: hub.partitions.length - 1 });
  }
  return index;
}
