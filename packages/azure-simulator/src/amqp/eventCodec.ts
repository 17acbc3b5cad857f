import rhea from 'rhea';
import { HubMessage } from '../state';
import { NewEvent } from './appendEvents';
import { amqpErrors } from './amqpErrors';
import { offsetOf } from './offsets';

/**
 * rhea's encoder and decoder of AMQP types: its declarations name the classes
 * but not where the library keeps them.
 */
interface Wire {
  Reader: new (buffer: Buffer) => {
    position: number;
    remaining(): number;
    read(): { descriptor?: { value: unknown }; value: unknown };
  };
  Writer: new () => { write(value: unknown): void; toBuffer(): Buffer };
}
const wire = rhea.types as unknown as Wire;

/** Descriptors of message sections. Source: AMQP 1.0, part 3, section 2. */
const sectionCodes = {
  deliveryAnnotations: 0x71,
  messageAnnotations: 0x72,
  properties: 0x73,
  applicationProperties: 0x74,
  data: 0x75,
  sequence: 0x76,
  value: 0x77,
} as const;

/** Sections that the broker keeps as they are. */
const keptSections: readonly number[] = [
  sectionCodes.properties,
  sectionCodes.applicationProperties,
  sectionCodes.data,
  sectionCodes.sequence,
  sectionCodes.value,
];

interface Section {
  code: number;
  /** As rhea reads it: its own wrappers of AMQP values. */
  content: { value: unknown };
  bytes: Buffer;
}

function readSections(message: Buffer): Section[] {
  const sections: Section[] = [];
  try {
    const reader = new wire.Reader(message);
    while (reader.remaining() > 0) {
      const start = reader.position;
      const content = reader.read();
      sections.push({
        code: Number(content.descriptor?.value),
        content,
        bytes: message.subarray(start, reader.position),
      });
    }
  } catch (error) {
    throw amqpErrors.malformedMessage({
      reason: error instanceof Error ? error.message : String(error),
    });
  }
  return sections;
}

function partitionKeyOf(sections: readonly Section[]): string | undefined {
  const annotations = sections.find(
    ({ code }) => code === sectionCodes.messageAnnotations,
  );
  if (!annotations) {
    return undefined;
  }
  const map: Record<string, unknown> = rhea.types.unwrap_map_simple(
    annotations.content,
  );
  const key = map['x-opt-partition-key'];
  return key === undefined || key === null ? undefined : String(key);
}

/** The event in one encoded AMQP message. */
function eventOf(sections: readonly Section[]): NewEvent {
  const partitionKey = partitionKeyOf(sections);
  const kept = sections.filter(({ code }) => keptSections.includes(code));
  const data = kept.filter(({ code }) => code === sectionCodes.data);
  const bytes = Buffer.concat(
    data.map(({ content }) => content.value as Buffer),
  );
  const body = bytes.toString('utf8');
  // A lone data section of well-formed text comes back from the text alone.
  const plain =
    kept.length === 1 && data.length === 1 && Buffer.from(body).equals(bytes);
  return {
    body,
    ...(partitionKey === undefined ? {} : { partitionKey }),
    ...(plain
      ? {}
      : {
          sections: Buffer.concat(kept.map(section => section.bytes)).toString(
            'base64',
          ),
        }),
  };
}

/** Message format of a batch: data sections that hold a whole message each. */
export const batchFormat = 0x80013700;

/**
 * The events of one transfer, and the partition key that its envelope carries.
 * @throws ServiceError `amqp:decode-error`
 */
export function decodeTransfer(
  payload: Buffer,
  format: number,
): { events: NewEvent[]; partitionKey: string | undefined } {
  const envelope = readSections(payload);
  if (format !== batchFormat) {
    const event = eventOf(envelope);
    return { events: [event], partitionKey: event.partitionKey };
  }
  return {
    events: envelope
      .filter(({ code }) => code === sectionCodes.data)
      .map(({ content }) => eventOf(readSections(content.value as Buffer))),
    partitionKey: partitionKeyOf(envelope),
  };
}

function encodeSection(code: number, value: unknown): Buffer {
  const writer = new wire.Writer();
  writer.write(rhea.types.described_nc(rhea.types.wrap_ulong(code), value));
  return writer.toBuffer();
}

/** What a receiver that asked for runtime metrics learns with each event. */
export interface LastEnqueued {
  sequenceNumber: number;
  /** Epoch milliseconds. */
  enqueuedAt: number;
  /** Epoch milliseconds. */
  retrievedAt: number;
}

/** A message of the log as AMQP carries it to a receiver. */
export function encodeEvent(
  message: HubMessage,
  lastEnqueued?: LastEnqueued,
): Buffer {
  const { types } = rhea;
  const parts: Buffer[] = [];
  if (lastEnqueued) {
    parts.push(
      encodeSection(
        sectionCodes.deliveryAnnotations,
        types.wrap_symbolic_map({
          last_enqueued_sequence_number: types.wrap_long(
            lastEnqueued.sequenceNumber,
          ),
          last_enqueued_offset: offsetOf(lastEnqueued.sequenceNumber),
          last_enqueued_time_utc: types.wrap_timestamp(lastEnqueued.enqueuedAt),
          runtime_info_retrieval_time_utc: types.wrap_timestamp(
            lastEnqueued.retrievedAt,
          ),
        }),
      ),
    );
  }
  parts.push(
    encodeSection(
      sectionCodes.messageAnnotations,
      types.wrap_symbolic_map({
        'x-opt-sequence-number': types.wrap_long(message.sequenceNumber),
        'x-opt-offset': offsetOf(message.sequenceNumber),
        'x-opt-enqueued-time': types.wrap_timestamp(message.enqueuedAt),
        ...(message.partitionKey === undefined
          ? {}
          : { 'x-opt-partition-key': message.partitionKey }),
      }),
    ),
    message.sections === undefined
      ? encodeSection(
          sectionCodes.data,
          types.wrap_binary(Buffer.from(message.body)),
        )
      : Buffer.from(message.sections, 'base64'),
  );
  return Buffer.concat(parts);
}
