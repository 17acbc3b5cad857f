/**
 * Lets a test set the time by `jest.setSystemTime`: dates alone are not real,
 * timers are, so that portal and simulated cloud live in the same time and
 * still talk. `jest.useRealTimers` ends it.
 */
export function fakeDates(): void {
  jest.useFakeTimers({
    now: Date.now(),
    doNotFake: [
      'hrtime',
      'nextTick',
      'performance',
      'queueMicrotask',
      'setImmediate',
      'clearImmediate',
      'setInterval',
      'clearInterval',
      'setTimeout',
      'clearTimeout',
    ],
  });
}
