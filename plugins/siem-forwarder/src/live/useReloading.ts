import { toError } from '@backstage/errors';
import { useCallback, useEffect, useRef, useState } from 'react';

/** What is known of something that is loaded again and again. */
export interface Reloading<T> {
  /** The newest value; stays while it is loaded again, and when that fails. */
  value?: T;
  /** Why the newest attempt failed. */
  error?: Error;
  /** True while a request is under way. */
  loading: boolean;
  /** Loads again now. */
  reload: () => void;
  /** Puts in a value that came by another way. */
  replace: (value: T) => void;
}

interface State<T> {
  key: string;
  value?: T;
  error?: Error;
  loading: boolean;
}

/**
 * Loads a value, loads it again at an interval and on demand, and goes on
 * showing the old one in between.
 *
 * @remarks
 * Nothing is asked while the page is hidden; it catches up when it is seen.
 */
export function useReloading<T>(
  load: (signal: AbortSignal) => Promise<T>,
  options: {
    /** What is loaded; another key begins anew. */
    key: string;
    /** Time between two loads; only on demand when absent. */
    intervalMilliseconds?: number;
    /** Goes on showing the value of the last key until that of the new one is there. */
    keepsValue?: boolean;
  },
): Reloading<T> {
  const { key, intervalMilliseconds, keepsValue = false } = options;
  const [state, setState] = useState<State<T>>({ key, loading: true });
  const [round, setRound] = useState(0);
  const latestLoad = useRef(load);
  latestLoad.current = load;

  const reload = useCallback(() => setRound(current => current + 1), []);
  const replace = useCallback(
    (value: T) => setState({ key, value, loading: false }),
    [key],
  );

  useEffect(() => {
    const controller = new AbortController();
    setState(current => ({
      key,
      value: current.key === key || keepsValue ? current.value : undefined,
      error: current.key === key ? current.error : undefined,
      loading: true,
    }));
    latestLoad.current(controller.signal).then(
      value => {
        if (!controller.signal.aborted) {
          setState({ key, value, loading: false });
        }
      },
      error => {
        if (!controller.signal.aborted) {
          setState(current => ({
            ...current,
            error: toError(error),
            loading: false,
          }));
        }
      },
    );
    return () => controller.abort();
  }, [key, round, keepsValue]);

  useEffect(() => {
    if (!intervalMilliseconds) {
      return undefined;
    }
    let missed = false;
    const timer = setInterval(() => {
      if (document.hidden) {
        missed = true;
      } else {
        reload();
      }
    }, intervalMilliseconds);
    const onVisible = () => {
      if (!document.hidden && missed) {
        missed = false;
        reload();
      }
    };
    document.addEventListener('visibilitychange', onVisible);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', onVisible);
    };
  }, [intervalMilliseconds, reload]);

  // The first render after a change of key must not show the other one's value.
  const current =
    state.key === key || keepsValue ? state : { key, loading: true };
  return { ...current, reload, replace };
}
