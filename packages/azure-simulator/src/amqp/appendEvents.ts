import { countMetric } from '../metrics/countMetric';
import {
  EventHub,
  EventHubNamespace,
  HubMessage,
  SimulatorState,
} from '../state';

/** An event before the hub has numbered it. */
export type NewEvent = Pick<HubMessage, 'body' | 'partitionKey' | 'sections'>;

/** Bytes that an event counts with in the metrics. */
export function sizeOf(event: NewEvent): number {
  return event.sections === undefined
    ? Buffer.byteLength(event.body)
    : Buffer.byteLength(event.sections, 'base64');
}

/**
 * Appends the events of one request to a partition's log, numbers them and
 * counts them.
 * @param now - epoch milliseconds
 */
export function appendEvents(
  state: SimulatorState,
  to: { namespace: EventHubNamespace; hub: EventHub; partition: number },
  events: readonly NewEvent[],
  now: number,
): void {
  const { namespace, hub } = to;
  const log = hub.partitions[to.partition];
  let bytes = 0;
  for (const event of events) {
    log.messages.push({
      sequenceNumber: log.nextSequenceNumber,
      enqueuedAt: now,
      ...event,
    });
    log.nextSequenceNumber += 1;
    bytes += sizeOf(event);
  }
  log.lastEnqueuedAt = now;
  const count = (metric: string, amount: number) =>
    countMetric(state, {
      resourceId: namespace.id,
      metric,
      dimensions: [hub.name],
      amount,
      at: now,
    });
  count('IncomingMessages', events.length);
  count('IncomingRequests', 1);
  count('SuccessfulRequests', 1);
  count('IncomingBytes', bytes);
}

/** Counts messages that left a hub. */
export function countDelivered(
  state: SimulatorState,
  from: { namespace: EventHubNamespace; hub: EventHub },
  delivered: { messages: number; bytes: number },
  now: number,
): void {
  const count = (metric: string, amount: number) =>
    countMetric(state, {
      resourceId: from.namespace.id,
      metric,
      dimensions: [from.hub.name],
      amount,
      at: now,
    });
  count('OutgoingMessages', delivered.messages);
  count('OutgoingBytes', delivered.bytes);
}
