import { CheckStatus, Finding } from 'backstage-plugin-siem-forwarder-common';
import { checks } from '../evaluate/checks';
import { Evaluation } from '../evaluate/Evaluation';

/** Checks that count what flows: a person changes configuration, and they only show it. */
const counting = new Set(
  checks
    .filter(({ flaps, symptomOf }) => flaps || symptomOf)
    .map(({ id }) => id as string),
);

const bad: ReadonlySet<CheckStatus> = new Set(['failing', 'warning']);

/**
 * Findings about configuration that are newly bad, in flow order: for these it
 * is worth asking who did it.
 */
export function configurationFindings(
  evaluation: Evaluation,
  before: Evaluation | undefined,
): Finding[] {
  const earlier = new Map(
    before?.findings.map(({ checkId, status }) => [checkId, status]),
  );
  return evaluation.findings.filter(
    ({ checkId, status, consequenceOf }) =>
      bad.has(status) &&
      consequenceOf === undefined &&
      !counting.has(checkId) &&
      earlier.get(checkId) !== status,
  );
}
