import { useEffect, useState } from 'react';

/** Often enough that a sentence such as '4 minutes ago' stays true. */
const TICK_MILLISECONDS = 15_000;

const listeners = new Set<(now: Date) => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** One timer for all: a page of the fleet shows hundreds of relative times. */
function subscribe(listener: (now: Date) => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    const now = new Date();
    listeners.forEach(tell => tell(now));
  }, TICK_MILLISECONDS);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

/** The present time, renewed while the component is shown, so that relative times move on. */
export function useNow(): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => subscribe(setNow), []);
  return now;
}
