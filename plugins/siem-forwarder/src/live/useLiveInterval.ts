import { useSignal } from '@backstage/plugin-signals-react';
import { useEffect, useRef } from 'react';

/** A signal tells of a change of health; the rest (ages, the last incident) is still asked for. */
const WITH_SIGNALS_MILLISECONDS = 120_000;
const WITHOUT_SIGNALS_MILLISECONDS = 30_000;

type ForwarderSignal = { entityRef: string };

/**
 * Tells when to look again: at a signal of the backend, and at an interval
 * that is shorter where the portal has no signals.
 *
 * @param onSignal - called with the entity ref of a forwarder whose health changed
 * @returns the interval in milliseconds
 */
export function useLiveInterval(onSignal: (entityRef: string) => void): number {
  const { lastSignal, isSignalsAvailable } =
    useSignal<ForwarderSignal>('siem-forwarder');
  const latest = useRef(onSignal);
  latest.current = onSignal;

  useEffect(() => {
    if (lastSignal) {
      latest.current(lastSignal.entityRef);
    }
  }, [lastSignal]);

  return isSignalsAvailable
    ? WITH_SIGNALS_MILLISECONDS
    : WITHOUT_SIGNALS_MILLISECONDS;
}
