import { Health, Transition } from 'backstage-plugin-siem-forwarder-common';
import { v4 as uuid } from 'uuid';
import { ForwarderState, isJudged, StoredForwarder } from './HealthStore';

/** The last health that was judged, whatever it was about. */
export function healthOf(
  stored: StoredForwarder | undefined,
): Health | undefined {
  if (!stored) {
    return undefined;
  }
  return isJudged(stored) ? stored.evaluation.health : stored.health;
}

/** The change of health from what is stored to a new state; undefined without one. */
export function transitionBetween(
  previous: StoredForwarder | undefined,
  { entityRef, checkedAt, evaluation, cause }: ForwarderState,
): Transition | undefined {
  const from = healthOf(previous);
  if (from === evaluation.health) {
    return undefined;
  }
  return {
    id: uuid(),
    entityRef,
    at: checkedAt,
    ...(from ? { from } : {}),
    to: evaluation.health,
    reason: evaluation.headline,
    reasons: evaluation.reasons,
    ...(cause ? { cause } : {}),
  };
}
