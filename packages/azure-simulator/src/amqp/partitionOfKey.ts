/* eslint-disable no-bitwise -- a hash is made of bits */

/** Rotates a 32-bit number to the left. */
function rotate(value: number, bits: number): number {
  return ((value << bits) | (value >>> (32 - bits))) >>> 0;
}

/** A word of up to four bytes, little-endian; bytes past the end count as zero. */
function wordAt(data: Buffer, offset: number): number {
  let word = 0;
  for (let index = 3; index >= 0; index -= 1) {
    word = ((word << 8) | (data[offset + index] ?? 0)) >>> 0;
  }
  return word;
}

/**
 * Bob Jenkins' lookup3 hash of a text's UTF-8 bytes, as two words.
 * Source: https://burtleburtle.net/bob/c/lookup3.c (hashlittle2)
 */
function lookup3(text: string): { b: number; c: number } {
  const data = Buffer.from(text, 'utf8');
  let a = (0xdeadbeef + data.length) >>> 0;
  let b = a;
  let c = a;
  let offset = 0;
  let left = data.length;
  while (left > 12) {
    a = (a + wordAt(data, offset)) >>> 0;
    b = (b + wordAt(data, offset + 4)) >>> 0;
    c = (c + wordAt(data, offset + 8)) >>> 0;
    a = ((a - c) ^ rotate(c, 4)) >>> 0;
    c = (c + b) >>> 0;
    b = ((b - a) ^ rotate(a, 6)) >>> 0;
    a = (a + c) >>> 0;
    c = ((c - b) ^ rotate(b, 8)) >>> 0;
    b = (b + a) >>> 0;
    a = ((a - c) ^ rotate(c, 16)) >>> 0;
    c = (c + b) >>> 0;
    b = ((b - a) ^ rotate(a, 19)) >>> 0;
    a = (a + c) >>> 0;
    c = ((c - b) ^ rotate(b, 4)) >>> 0;
    b = (b + a) >>> 0;
    offset += 12;
    left -= 12;
  }
  if (left === 0) {
    return { b, c };
  }
  a = (a + wordAt(data, offset)) >>> 0;
  b = (b + wordAt(data, offset + 4)) >>> 0;
  c = (c + wordAt(data, offset + 8)) >>> 0;
  c = ((c ^ b) - rotate(b, 14)) >>> 0;
  a = ((a ^ c) - rotate(c, 11)) >>> 0;
  b = ((b ^ a) - rotate(a, 25)) >>> 0;
  c = ((c ^ b) - rotate(b, 16)) >>> 0;
  a = ((a ^ c) - rotate(c, 4)) >>> 0;
  b = ((b ^ a) - rotate(a, 14)) >>> 0;
  c = ((c ^ b) - rotate(b, 24)) >>> 0;
  return { b, c };
}

/**
 * The partition that events with a key go to: always the same for a hub's
 * number of partitions, and the one that the official buffered producer
 * computes for itself.
 */
export function partitionOfKey(key: string, partitionCount: number): number {
  const { b, c } = lookup3(key);
  const hash = ((b ^ c) << 16) >> 16;
  return Math.abs(hash % partitionCount);
}
