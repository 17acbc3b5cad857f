import { idKey } from '../ids/armId';
import { EventHub } from '../state';
import { amqpErrors } from './amqpErrors';
import type { ConsumerLink } from './ConsumerLink';

/** Receivers without owner level of one partition in one consumer group. Source: https://learn.microsoft.com/azure/event-hubs/event-hubs-quotas */
const mostReceivers = 5;

/** The receivers that are attached, by partition. */
export class ConsumerRegistry {
  readonly #links = new Map<string, Set<ConsumerLink>>();

  #at(hub: EventHub, partition: number): Set<ConsumerLink> {
    const key = `${idKey(hub.id)}/${partition}`;
    const found = this.#links.get(key) ?? new Set();
    this.#links.set(key, found);
    return found;
  }

  /**
   * Lets a receiver in: by its owner level (epoch) it replaces those that are
   * there, or is refused.
   * Source: https://learn.microsoft.com/azure/event-hubs/event-hubs-event-processor-host#epoch
   * @throws ServiceError when it may not read beside the others
   */
  admit(link: ConsumerLink): void {
    const links = this.#at(link.hub, link.partition);
    const others = [...links].filter(other => other.group === link.group);
    const [owner] = others.filter(({ epoch }) => epoch !== undefined);
    if (link.epoch === undefined) {
      if (owner?.epoch !== undefined) {
        throw amqpErrors.epochRequired({ epoch: owner.epoch });
      }
      if (others.length >= mostReceivers) {
        throw amqpErrors.tooManyReceivers({
          limit: mostReceivers,
          receivers: others.map(({ name }) => name).join(', '),
        });
      }
    } else {
      if (owner?.epoch !== undefined && owner.epoch > link.epoch) {
        throw amqpErrors.lowerEpoch({
          receiver: owner.name,
          epoch: owner.epoch,
          newcomer: link.name,
          lower: link.epoch,
        });
      }
      for (const other of others) {
        other.drop(
          amqpErrors.stolen({
            newcomer: link.name,
            epoch: link.epoch,
            receiver: other.name,
            previous: other.epoch ?? 0,
          }),
        );
      }
    }
    links.add(link);
  }

  remove(link: ConsumerLink): void {
    this.#at(link.hub, link.partition).delete(link);
  }

  /** Tells the receivers of a partition that something came. */
  wake(hub: EventHub, partition: number): void {
    for (const link of this.#at(hub, partition)) {
      link.wake();
    }
  }
}
