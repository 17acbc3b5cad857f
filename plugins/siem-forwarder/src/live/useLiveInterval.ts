import { useSignal } from '@backstage/plugin-signals-react';
import { useEffect, useRef } from 'react';

/** A signal tells of a change of health; the rest (ages, the last incident) is still asked for. */
const WITH_SIGNALS_MILLISECONDS = 120_000;
const WITHOUT_SIGNALS_MILLISECONDS = 30_000;

/**
 * Tells when to look again: at a signal of the backend, and at an interval
 * that is shorter where the portal has no signals.
 *
 * @param onSignal - called when the health of some forwarder changed; which
 *   one, the user may not be allowed to know
 * @returns the interval in milliseconds
 */
export function useLiveInterval(onSignal: () => void): number {
  const { lastSignal, isSignalsAvailable } = useSignal('siem-forwarder');
  const latest = useRef(onSignal);
  latest.current = onSignal;

  useEffect(() => {
    if (lastSignal) {
      latest.current();
    }
  }, [lastSignal]);

  return isSignalsAvailable
    ? WITH_SIGNALS_MILLISECONDS
    : WITHOUT_SIGNALS_MILLISECONDS;
}
