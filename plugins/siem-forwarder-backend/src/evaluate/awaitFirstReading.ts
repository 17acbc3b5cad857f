import { durationToMilliseconds } from '@backstage/types';
import { factDefinitions } from '../collect/Facts';
import { BELIEVED_PERIODS, GroundedAnswer, NOT_READ } from './answerCheck';
import { Check, Judgement } from './Check';
import { PreviousEvaluation } from './Evaluation';

/**
 * Leaves a check out while what it needs is read for the first time, when the
 * forwarder was judged without it before: a version that asks more must not
 * turn every forwarder unknown until all of its sources have been read again.
 * After three periods it is unknown like any other.
 */
export function awaitFirstReading(
  row: Check,
  answer: GroundedAnswer,
  previous: PreviousEvaluation | undefined,
  { now, settings }: Judgement,
): GroundedAnswer {
  if (answer.reason !== NOT_READ || !previous) {
    return answer;
  }
  const before = previous.findings.find(({ checkId }) => checkId === row.id);
  const longest =
    BELIEVED_PERIODS *
    Math.max(
      ...row.reads.map(name =>
        durationToMilliseconds(settings.periods[factDefinitions[name].cadence]),
      ),
    );
  const awaited =
    !before ||
    (before.status === 'skipped' &&
      before.reason === NOT_READ &&
      now - Date.parse(before.since) < longest);
  return awaited ? { ...answer, status: 'skipped' } : answer;
}
