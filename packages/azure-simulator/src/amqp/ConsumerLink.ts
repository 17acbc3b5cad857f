import { Sender } from 'rhea';
import { ServiceError } from '../http/ServiceError';
import { EventHub } from '../state';
import { amqpErrors } from './amqpErrors';
import { amqpRefusal, serviceError } from './amqpRefusal';
import { countDelivered, sizeOf } from './appendEvents';
import { Broker } from './Broker';
import { encodeEvent } from './eventCodec';
import { HubEntity } from './hubEntity';
import { HubLink } from './HubLink';
import { LinkRequest, requireEntity } from './LinkRequest';
import { partitionIndex } from './partitionIndex';
import { startPosition } from './startPosition';

/** Most messages that one turn of the event loop hands to rhea. */
const mostAtOnce = 500;

/** The capability by which a receiver asks for the properties of the last enqueued event. */
const runtimeMetric = 'com.microsoft:enable-receiver-runtime-metric';

function selectorOf(sender: Sender): string | undefined {
  const filter = Object.entries(sender.source?.filter ?? {}).find(([name]) =>
    name.includes('selector-filter'),
  )?.[1];
  const value: unknown = filter?.value ?? filter;
  return value === undefined ? undefined : String(value);
}

/** The owner level; undefined when the receiver shares the partition. */
function epochOf(sender: Sender): number | undefined {
  const value: unknown = sender.properties?.['com.microsoft:epoch'];
  if (value === undefined || value === null) {
    return undefined;
  }
  const epoch = typeof value === 'object' ? Number(value) : value;
  if (typeof epoch !== 'number' || !Number.isInteger(epoch) || epoch < 0) {
    throw amqpErrors.invalidEpoch({ value: String(value) });
  }
  return epoch;
}

/** A client's receiver of one partition: sends it what the log holds, as far as its credit goes. */
export class ConsumerLink implements HubLink {
  readonly hub: EventHub;
  readonly hubName: string;
  /** Name of the consumer group as it was created. */
  readonly group: string;
  readonly partition: number;
  /** Owner level; undefined: shares the partition. */
  readonly epoch: number | undefined;
  readonly name: string;
  readonly #broker: Broker;
  readonly #sender: Sender;
  readonly #request: LinkRequest;
  readonly #withMetrics: boolean;
  #next: number;
  /** Messages that were handed to rhea, which sends them as the session's window allows. */
  #handed = 0;
  #closed = false;
  #scheduled = false;

  /** @throws ServiceError when the receiver is refused */
  constructor(broker: Broker, sender: Sender, request: LinkRequest) {
    this.#broker = broker;
    this.#sender = sender;
    this.#request = request;
    const entity = requireEntity(broker, request, 'Listen');
    this.hub = entity.hub;
    this.hubName = entity.hub.name.toLowerCase();
    this.group = entity.group ?? '';
    this.partition = partitionIndex(entity.hub, request.partition ?? '');
    this.epoch = epochOf(sender);
    this.name = String(
      sender.properties?.['com.microsoft:receiver-name'] ?? sender.name,
    );
    this.#withMetrics = [sender.desired_capabilities ?? []]
      .flat()
      .map(String)
      .includes(runtimeMetric);
    this.#next = startPosition(
      this.hub.partitions[this.partition],
      selectorOf(sender),
    );
    broker.consumers.admit(this);
  }

  #require(): HubEntity {
    return requireEntity(this.#broker, this.#request, 'Listen', this.hub);
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
    this.#sender.close(amqpRefusal(error, this.#broker.world));
  }

  forget(): void {
    this.#closed = true;
    this.#broker.consumers.remove(this);
  }

  /**
   * Sends soon what there is. Not at once: rhea would write transfers before
   * its own attach when the credit came with the client's.
   */
  wake(): void {
    if (!this.#scheduled && !this.#closed) {
      this.#scheduled = true;
      setImmediate(() => {
        this.#scheduled = false;
        try {
          this.#send();
        } catch (error) {
          // Nobody else would catch it here.
          this.#broker.onError(error);
        }
      });
    }
  }

  #credit(): number {
    // rhea counts a transfer when it writes it, not when it is handed over.
    const { credit, delivery_count: written } = this.#sender as Sender & {
      credit: number;
      delivery_count: number;
    };
    return credit - (this.#handed - written);
  }

  #send(): void {
    if (this.#closed || !this.#sender.is_open()) {
      return;
    }
    const log = this.hub.partitions[this.partition];
    const [oldest] = log.messages;
    if (!oldest) {
      return;
    }
    // What allowed the receiver may have ended since the last look.
    this.enforce();
    if (this.#closed) {
      return;
    }
    // Numbers have no gaps: forgetting takes from the front alone.
    let index = Math.max(0, this.#next - oldest.sequenceNumber);
    let allowed = Math.min(this.#credit(), mostAtOnce);
    let messages = 0;
    let bytes = 0;
    const { world } = this.#broker;
    const metrics = this.#withMetrics
      ? {
          sequenceNumber: log.nextSequenceNumber - 1,
          enqueuedAt: log.lastEnqueuedAt ?? 0,
          retrievedAt: world.clock.now(),
        }
      : undefined;
    while (
      allowed > 0 &&
      index < log.messages.length &&
      this.#sender.sendable()
    ) {
      const message = log.messages[index];
      this.#sender.send(encodeEvent(message, metrics), undefined, 0);
      this.#handed += 1;
      this.#next = message.sequenceNumber + 1;
      messages += 1;
      bytes += sizeOf(message);
      index += 1;
      allowed -= 1;
    }
    if (messages > 0) {
      const namespace = this.#require().namespace;
      countDelivered(
        world.state,
        { namespace, hub: this.hub },
        { messages, bytes },
        world.clock.now(),
      );
      this.wake();
    }
  }
}
