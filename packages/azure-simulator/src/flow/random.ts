import { SimulatorState } from '../state';

/**
 * A number in [0, 1) from the generator whose state is part of the simulated
 * state (mulberry32), so that a seed looks the same in every run.
 */
/* eslint-disable no-bitwise -- the algorithm is made of bit operations */
export function nextRandom(state: Pick<SimulatorState, 'randomState'>): number {
  state.randomState = (state.randomState + 0x6d2b79f5) | 0;
  let mixed = state.randomState;
  mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
}
/* eslint-enable no-bitwise */

/** One of some values. */
export function pick<T>(
  state: Pick<SimulatorState, 'randomState'>,
  values: readonly T[],
): T {
  return values[Math.floor(nextRandom(state) * values.length)];
}

/** A GUID (version 4) from the same generator. */
export function randomGuid(state: Pick<SimulatorState, 'randomState'>): string {
  const hex = Array.from({ length: 32 }, () =>
    Math.floor(nextRandom(state) * 16).toString(16),
  );
  hex[12] = '4';
  hex[16] = pick(state, ['8', '9', 'a', 'b']);
  const text = hex.join('');
  return [
    text.slice(0, 8),
    text.slice(8, 12),
    text.slice(12, 16),
    text.slice(16, 20),
    text.slice(20),
  ].join('-');
}

/** How many events of a mean rate happen in a span (Poisson). */
export function eventsIn(
  state: Pick<SimulatorState, 'randomState'>,
  perHour: number,
  milliseconds: number,
): number {
  const mean = (perHour * milliseconds) / 3_600_000;
  if (mean <= 0) {
    return 0;
  }
  const limit = Math.exp(-mean);
  let count = 0;
  let product = nextRandom(state);
  while (product > limit) {
    count += 1;
    product *= nextRandom(state);
  }
  return count;
}
