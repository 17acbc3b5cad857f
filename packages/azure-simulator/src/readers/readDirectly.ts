import { countDelivered, sizeOf } from '../amqp/appendEvents';
import { World } from '../World';
import { failInput, indexMessage, reportIngested } from './inputProcess';
import { planReaders, ReadyReader } from './planReaders';

function read(world: World, reader: ReadyReader): void {
  const { input, entity, checkpoint } = reader;
  let messages = 0;
  let bytes = 0;
  for (const partition of reader.partitions) {
    const log = entity.hub.partitions[partition];
    // Without a checkpoint the first read starts at the partition's beginning.
    const from = checkpoint[partition] ?? 0;
    if (from >= log.nextSequenceNumber) {
      continue;
    }
    for (const message of log.messages) {
      if (message.sequenceNumber >= from) {
        messages += 1;
        bytes += sizeOf(message);
        indexMessage(world, input, message.body);
      }
    }
    checkpoint[partition] = log.nextSequenceNumber;
  }
  if (messages > 0) {
    countDelivered(world.state, entity, { messages, bytes }, world.clock.now());
  }
}

/**
 * Every input of Splunk that runs takes from the state what it may read, or
 * logs why it may not: without connections, for a past that is made at once and
 * for fleets of thousands.
 */
export function readDirectly(world: World): void {
  const { ready, failing } = planReaders(world);
  for (const reader of ready) {
    read(world, reader);
    reportIngested(world, reader.input);
  }
  for (const { input, failure } of failing) {
    failInput(world, input, failure);
  }
}
