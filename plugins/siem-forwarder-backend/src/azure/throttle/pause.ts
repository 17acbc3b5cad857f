/**
 * Waits, unless the signal ends it: then it rejects with the signal's reason.
 *
 * @param milliseconds - rounded up, so that never less is waited
 */
export function pause(
  milliseconds: number,
  signal?: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', onAbort);
      resolve();
    }, Math.ceil(milliseconds));
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}
