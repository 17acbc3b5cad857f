import { PartitionLog } from '../state';
import { amqpErrors } from './amqpErrors';
import { offsetOf, sequenceNumberAt } from './offsets';

const selector =
  /^\s*amqp\.annotation\.(x-opt-[a-z-]+)\s*(>=|>)\s*'([^']*)'\s*$/i;

/** Sequence number of the first event that a position by time asks for. */
function firstAfter(log: PartitionLog, instant: number): number {
  return (
    log.messages.find(message => message.enqueuedAt > instant)
      ?.sequenceNumber ?? log.nextSequenceNumber
  );
}

/**
 * Sequence number of the first event that a receiver gets, by the selector
 * filter of its source; without one the log's beginning.
 * Source: https://learn.microsoft.com/azure/event-hubs/event-hubs-amqp-protocol (filters)
 * @throws ServiceError when the filter is not understood, or lies behind the end of the log
 */
export function startPosition(
  log: PartitionLog,
  filter: string | undefined,
): number {
  if (filter === undefined) {
    return 0;
  }
  const [, annotation, operator, value] = selector.exec(filter) ?? [];
  const inclusive = operator === '>=';
  const last = log.nextSequenceNumber - 1;
  switch (annotation?.toLowerCase()) {
    case 'x-opt-offset': {
      if (value === '@latest') {
        return log.nextSequenceNumber;
      }
      if (value === '-1' || value === '') {
        return 0;
      }
      const offset = Number(value);
      if (!Number.isInteger(offset) || offset > Number(offsetOf(last + 1))) {
        throw amqpErrors.invalidOffset({
          offset: value,
          last: last < 0 ? '-1' : offsetOf(last),
        });
      }
      return inclusive
        ? sequenceNumberAt(offset)
        : sequenceNumberAt(offset + 1);
    }
    case 'x-opt-sequence-number': {
      const sequenceNumber = Number(value);
      if (!Number.isInteger(sequenceNumber) || sequenceNumber > last + 1) {
        throw amqpErrors.invalidSequenceNumber({
          sequenceNumber: value,
          last,
        });
      }
      return inclusive ? sequenceNumber : sequenceNumber + 1;
    }
    case 'x-opt-enqueued-time':
    case 'x-opt-enqueuedtimeutc': {
      const instant = Number(value);
      if (!Number.isFinite(instant)) {
        throw amqpErrors.invalidFilter({ filter });
      }
      return firstAfter(log, inclusive ? instant - 1 : instant);
    }
    default:
      throw amqpErrors.invalidFilter({ filter });
  }
}
