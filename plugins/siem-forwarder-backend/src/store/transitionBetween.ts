import {
  Finding,
  Health,
  Transition,
} from 'backstage-plugin-siem-forwarder-common';
import { v4 as uuid } from 'uuid';
import { ForwarderState, isJudged, StoredForwarder } from './HealthStore';

/** A change is about one resource, or a few. */
const MAX_RESOURCES = 10;

/** The last health that was judged, whatever it was about. */
export function healthOf(
  stored: StoredForwarder | undefined,
): Health | undefined {
  if (!stored) {
    return undefined;
  }
  return isJudged(stored) ? stored.evaluation.health : stored.health;
}

/** Of which resources the findings behind some reasons speak. */
function resourcesOf(
  findings: readonly Finding[],
  reasons: readonly string[],
): string[] {
  const all = findings
    .filter(
      ({ status, reason, consequenceOf }) =>
        status !== 'ok' &&
        status !== 'skipped' &&
        !consequenceOf &&
        reasons.includes(reason),
    )
    .flatMap(({ evidence }) =>
      evidence.flatMap(({ resource }) => resource ?? []),
    );
  return [...new Set(all)].slice(0, MAX_RESOURCES);
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
  const resources = resourcesOf(evaluation.findings, evaluation.reasons);
  return {
    id: uuid(),
    entityRef,
    at: checkedAt,
    ...(from ? { from } : {}),
    to: evaluation.health,
    reason: evaluation.headline,
    reasons: evaluation.reasons,
    ...(resources.length > 0 ? { resources } : {}),
    ...(cause ? { cause } : {}),
  };
}
