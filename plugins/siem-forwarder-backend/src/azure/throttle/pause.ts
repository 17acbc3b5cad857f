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
    let timer: NodeJS.Timeout | undefined;
    const onAbort = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    timer = setTimeout(() => {
      signal?.removeEventListener('abort', onAbort);
      resolve();
    }, Math.ceil(milliseconds));
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}
