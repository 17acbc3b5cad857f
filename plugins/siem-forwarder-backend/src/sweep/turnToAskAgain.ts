import { Forwarder } from '../collect/Forwarder';
import { ForwarderState } from '../store/HealthStore';
import { ConfigurationTurn } from './CauseFinder';
import { configurationFindings } from './configurationFindings';

/**
 * The question who did it, for the second time: the Activity Log is late, and
 * named nobody when the forwarder turned.
 *
 * @param now - epoch milliseconds
 * @returns undefined when it is not to be asked again, or not yet
 */
export function turnToAskAgain(
  forwarder: Forwarder,
  state: ForwarderState,
  now: number,
): ConfigurationTurn | undefined {
  const { cause, evaluation, entityRef, checkedAt } = state;
  if (
    cause?.kind !== 'first-seen' ||
    !cause.askAgain ||
    Date.parse(cause.askAgain.after) > now
  ) {
    return undefined;
  }
  const findings = configurationFindings(evaluation, undefined);
  return findings.length > 0
    ? {
        forwarder,
        state,
        transition: {
          id: '',
          entityRef,
          at: checkedAt,
          to: evaluation.health,
          reason: evaluation.headline,
          reasons: evaluation.reasons,
        },
        findings,
        from: cause.askAgain.from,
      }
    : undefined;
}
