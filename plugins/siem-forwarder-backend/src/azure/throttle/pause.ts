import { setTimeout } from 'node:timers/promises';

/**
 * Waits, unless the signal ends it: then it rejects with the signal's reason.
 *
 * @param milliseconds - rounded up, so that never less is waited
 */
export async function pause(
  milliseconds: number,
  signal?: AbortSignal,
): Promise<void> {
  try {
    await setTimeout(Math.ceil(milliseconds), undefined, { signal });
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  }
}
