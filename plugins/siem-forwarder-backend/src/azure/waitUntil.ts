import { setTimeout as sleep } from 'timers/promises';

/**
 * Asks again and again until there is an answer or the time is over, with
 * pauses that grow by an eighth from 0.5 to 5 seconds, so that little of what
 * was waited for is waited twice, and a jitter, so that many steps at once do
 * not ask in step.
 *
 * @param ask - returns `undefined` while there is no answer
 * @param options - `timeout` in milliseconds
 * @returns the answer; `undefined` when the time is over
 */
export async function waitUntil<T>(
  ask: () => Promise<T | undefined>,
  options: { timeout: number; signal?: AbortSignal },
): Promise<T | undefined> {
  const deadline = performance.now() + options.timeout;
  for (let pause = 500; ; pause = Math.min(pause * 1.125, 5_000)) {
    const answer = await ask();
    if (answer !== undefined) {
      return answer;
    }
    const jittered = pause * (0.75 + Math.random() / 2);
    if (performance.now() + jittered > deadline) {
      return undefined;
    }
    await sleep(jittered, undefined, { signal: options.signal });
  }
}
