/**
 * Distance of two neighbours' offsets. Azure's offsets are places in a stream
 * of bytes; here they only grow in step with the sequence numbers, and differ
 * from them, so that nobody who mixes the two up goes unnoticed.
 */
const step = 64;

/** Offset of the event with a sequence number. */
export function offsetOf(sequenceNumber: number): string {
  return String(sequenceNumber * step);
}

/** The smallest sequence number whose offset is not below a given one. */
export function sequenceNumberAt(offset: number): number {
  return Math.ceil(offset / step);
}
