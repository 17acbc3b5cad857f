import { durationToMilliseconds, HumanDuration } from '@backstage/types';
import { Finding } from 'backstage-plugin-siem-forwarder-common';
import { Evaluation } from '../evaluate/Evaluation';
import { formatInstant } from '../evaluate/formatTime';

/**
 * How long a judgement is believed that nobody renews: three periods of the
 * flow, as facts are.
 */
export const DEFAULT_BELIEVED_FOR: HumanDuration = { minutes: 15 };

/** What a list says of a forwarder that has not been checked for too long. */
export function notCheckedSince(checkedAt: string) {
  return {
    health: 'unknown' as const,
    headline: `Not checked since ${formatInstant(checkedAt)}`,
    since: checkedAt,
  };
}

/**
 * A judgement as it is presented at a time: as it was made, or, when nobody
 * has checked for too long, as unknown. Nothing is written: history says what
 * was judged.
 *
 * @param options - `now`: epoch milliseconds; `believedFor`: how long it holds
 *   without a check, 15 minutes when absent
 */
export function presentAt<
  T extends { checkedAt: string; evaluation: Evaluation },
>(
  judgement: T,
  {
    now,
    believedFor = DEFAULT_BELIEVED_FOR,
  }: { now: number; believedFor?: HumanDuration },
): T {
  const { checkedAt, evaluation } = judgement;
  return checkedAt < oldestBelieved(now, believedFor)
    ? { ...judgement, evaluation: lapsed(evaluation, checkedAt) }
    : judgement;
}

/** The check that is longest ago of those that still count (ISO 8601, UTC). */
export function oldestBelieved(now: number, believedFor: HumanDuration) {
  return new Date(now - durationToMilliseconds(believedFor)).toISOString();
}

/** What it was stays readable, as what was known then; nothing of it is claimed. */
function lapsed(evaluation: Evaluation, checkedAt: string): Evaluation {
  const { health, headline, stages, findings, loss, remedy, ...rest } =
    evaluation;
  const then = `When it was last checked it was ${health}: ${headline}`;
  return {
    ...rest,
    ...notCheckedSince(checkedAt),
    detail: /[.!?]$/.test(then) ? then : `${then}.`,
    reasons: [],
    stages: stages.map(({ stage, title }) => ({
      stage,
      title,
      status: 'unknown',
      detail: 'not checked',
      consequence: false,
    })),
    findings: findings
      .filter(({ status }) => status !== 'skipped')
      .map(finding => lapsedFinding(finding, checkedAt)),
    // What was lost until then stays lost; what goes on is not known.
    ...(loss?.endedAt ? { loss } : {}),
  };
}

function lapsedFinding(finding: Finding, checkedAt: string): Finding {
  const { remedy, consequenceOf, ...rest } = finding;
  return {
    ...rest,
    status: 'unknown',
    reason: 'not-checked',
    message: `Not checked since ${formatInstant(checkedAt)}. Then: ${
      finding.message
    }`,
    since: checkedAt,
  };
}
