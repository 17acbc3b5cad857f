import { Delivery, Receiver } from 'rhea';
import { ServiceError } from '../http/ServiceError';
import { EventHub, EventHubTier } from '../state';
import { amqpErrors } from './amqpErrors';
import { amqpRefusal, faultRefusal, serviceError } from './amqpRefusal';
import { appendEvents } from './appendEvents';
import { Broker } from './Broker';
import { decodeTransfer } from './eventCodec';
import { HubEntity } from './hubEntity';
import { HubLink } from './HubLink';
import { LinkRequest, requireEntity } from './LinkRequest';
import { partitionIndex } from './partitionIndex';
import { partitionOfKey } from './partitionOfKey';

/** Largest message or batch, in bytes. Source: https://learn.microsoft.com/azure/event-hubs/event-hubs-quotas */
const publicationLimits: Record<EventHubTier, number> = {
  Basic: 256 * 1024,
  Standard: 1024 * 1024,
  Premium: 1024 * 1024,
};

/** A client's sender: appends what it sends to the log. */
export class PublisherLink implements HubLink {
  readonly hubName: string;
  readonly #broker: Broker;
  readonly #receiver: Receiver;
  readonly #request: LinkRequest;
  readonly #hub: EventHub;
  readonly #partition: number | undefined;
  readonly #limit: number;
  #closed = false;

  /** @throws ServiceError when the sender is refused */
  constructor(broker: Broker, receiver: Receiver, request: LinkRequest) {
    this.#broker = broker;
    this.#receiver = receiver;
    this.#request = request;
    const { namespace, hub } = requireEntity(broker, request, 'Send');
    this.#hub = hub;
    this.hubName = hub.name.toLowerCase();
    this.#partition =
      request.partition === undefined
        ? undefined
        : partitionIndex(hub, request.partition);
    this.#limit = publicationLimits[namespace.tier];
    // rhea answers the attach after its handlers: clients size batches by it.
    const { local } = receiver as Receiver & {
      local: { attach: { max_message_size: number } };
    };
    local.attach.max_message_size = this.#limit;
  }

  #require(): HubEntity {
    return requireEntity(this.#broker, this.#request, 'Send', this.#hub);
  }

  enforce(): void {
    try {
      this.#require();
    } catch (error) {
      this.drop(serviceError(error));
    }
  }

  drop(error: ServiceError): void {
    this.forget();
    this.#receiver.close(amqpRefusal(error, this.#broker.world));
  }

  forget(): void {
    this.#closed = true;
  }

  /** Takes a transfer: appends its events and accepts it, or says why not. */
  receive(payload: Buffer, delivery: Delivery): void {
    if (this.#closed) {
      // It crossed our detach: its sender knows that it was not taken.
      return;
    }
    const { world, faults } = this.#broker;
    const refusal = faults.takeRefusal(this.hubName);
    if (refusal) {
      delivery.reject(
        amqpRefusal(faultRefusal(refusal, this.#hub.name), world),
      );
      return;
    }
    if (payload.length > this.#limit) {
      const tooLarge = amqpErrors.messageTooLarge({
        deliveryId: delivery.id,
        size: payload.length,
        limit: this.#limit,
      });
      // A client that waits for the disposition would hear nothing of the detach.
      delivery.reject(amqpRefusal(tooLarge, world));
      this.drop(tooLarge);
      return;
    }
    try {
      const count = this.#append(payload, delivery.format);
      if (faults.takeCut(this.hubName, count)) {
        this.drop(amqpErrors.detachForced());
      } else {
        delivery.accept();
      }
    } catch (error) {
      delivery.reject(amqpRefusal(serviceError(error), world));
    }
  }

  #append(payload: Buffer, format: number): number {
    const { world, consumers } = this.#broker;
    const { namespace } = this.#require();
    const { events, partitionKey } = decodeTransfer(payload, format);
    const partition = this.#partitionFor(partitionKey);
    appendEvents(
      world.state,
      { namespace, hub: this.#hub, partition },
      partitionKey === undefined
        ? events
        : events.map(event => ({ partitionKey, ...event })),
      world.clock.now(),
    );
    consumers.wake(this.#hub, partition);
    return events.length;
  }

  #partitionFor(key: string | undefined): number {
    if (this.#partition !== undefined) {
      return this.#partition;
    }
    return key === undefined
      ? this.#broker.nextPartition(this.#hub)
      : partitionOfKey(key, this.#hub.partitions.length);
  }
}
