import { durationToMilliseconds } from '@backstage/types';
import {
  CheckStatus,
  Finding,
  Health,
  Proof,
  Stage,
} from 'backstage-plugin-siem-forwarder-common';
import { FactSet } from '../collect/Facts';
import { Snapshot } from '../collect/Snapshot';
import { Answer, unknown } from './Answer';
import { answerCheck, GroundedAnswer } from './answerCheck';
import { awaitFirstReading } from './awaitFirstReading';
import { Check, CheckContext, Judgement, stageOf } from './Check';
import { newestSecret } from './checks/access';
import { APART_MS, confirm, noteSample, Sample } from './confirm';
import { Evaluation, Found, PreviousEvaluation } from './Evaluation';
import { headlineOf } from './headline';
import { foreseeLoss } from './loss/foresee';
import { HealthSettings } from './HealthSettings';
import { notedValues, valueOf } from './notedValues';
import { stageHealths, worst } from './stageHealths';
import { tableOf } from './tableOf';

/** The health that the worst status of any check means. */
const healthOfStatus: Record<CheckStatus, Health> = {
  failing: 'failing',
  warning: 'degraded',
  unknown: 'unknown',
  pending: 'pending',
  quiet: 'quiet',
  ok: 'healthy',
  // Nothing applies, so nothing is known.
  skipped: 'unknown',
};

/**
 * Judges one forwarder. Pure: the same snapshot, past and time give the same
 * answer.
 *
 * @param snapshot - what is known now, facts of earlier collections included
 * @param previous - the last evaluation of the same definition
 * @param now - epoch milliseconds
 * @param found - what was asked for besides facts, where it is known
 */
export function evaluate(
  snapshot: Snapshot,
  previous: PreviousEvaluation | undefined,
  now: number,
  settings: HealthSettings,
  found: Found = {},
): Evaluation {
  const { forwarder, siem, tenantId, facts, refusal } = snapshot;
  const judgement: Judgement = {
    now,
    settings,
    subject: { forwarder, siem, tenantId },
  };
  const outlook = refusal ? {} : foreseeLoss(facts, previous, judgement, found);
  const context: CheckContext = {
    ...judgement,
    outlook,
    readAt: name => {
      const fact = facts[name];
      return fact && Date.parse(fact.observedAt);
    },
  };
  const at = new Date(now).toISOString();
  const samples: Record<string, Sample[]> = {};
  const rows = tableOf(settings);
  const given = rows.map(row => ({
    row,
    answer: refusal
      ? { ...unknown(refusal.reason, refusal.message), evidence: [] }
      : awaitFirstReading(
          row,
          answerCheck(row, facts, context),
          previous,
          judgement,
        ),
  }));
  const broken = given.flatMap(({ row, answer }) =>
    !row.flaps && answer.status === 'failing' && answer.observedAt
      ? [{ stage: stageOf(row), seenAt: Date.parse(answer.observedAt) }]
      : [],
  );
  const answers = given.map(({ row, answer }) => ({
    row,
    answer: settle(row, answer, previous, samples, broken),
  }));
  const findings = markConsequences(
    answers.map(({ row, answer }) => findingOf(row, answer, previous, at)),
    rows,
  );
  const proof = refusal ? undefined : proofOf(facts, previous?.proof);
  const health = healthOf(findings, proof, now, settings);
  const headline = headlineOf({
    health,
    findings,
    details: textsOf(answers, 'detail'),
    subject: context.subject,
    proof,
    loss: outlook.loss,
    cause: found.cause,
  });
  return {
    findings,
    stages: stageHealths(findings, textsOf(answers, 'brief'), context.subject),
    health,
    headline: headline.headline,
    detail: headline.detail,
    remedy: headline.finding?.remedy,
    reasons: reasonsOf(findings),
    since: previous?.health === health ? previous.since : at,
    samples,
    proof,
    ...(outlook.loss ? { loss: outlook.loss } : {}),
    ...(outlook.memory ? { lossMemory: outlook.memory } : {}),
    ...(refusal
      ? { values: [] }
      : {
          values: notedValues(facts, context.subject, settings),
          lastEventAt: proof?.at,
          secretExpiresAt: secretEnd(facts),
          region: valueOf(facts, 'workspace')?.region,
        }),
  };
}

/** A stage that a check which does not flap finds broken. */
interface BrokenStage {
  stage: Stage;
  /** When its facts were read, in epoch milliseconds. */
  seenAt: number;
}

/**
 * Holds a failure of a flapping check back until it was seen twice; not when a
 * broken stage explains it. One that was seen broken before the reading may be
 * whole again: what is read once in an hour explains nothing later.
 */
function settle(
  row: Check,
  answer: GroundedAnswer,
  previous: PreviousEvaluation | undefined,
  samples: Record<string, Sample[]>,
  broken: readonly BrokenStage[],
): GroundedAnswer {
  if (!row.flaps) {
    return answer;
  }
  const before = previous?.findings.find(({ checkId }) => checkId === row.id);
  const known = previous?.samples[row.id] ?? [];
  const judged = answer.status !== 'unknown' && answer.status !== 'skipped';
  samples[row.id] =
    judged && answer.observedAt
      ? noteSample(known, {
          at: answer.observedAt,
          failing: answer.status === 'failing',
        })
      : known;
  const readAt = Date.parse(answer.observedAt ?? '');
  const explained = broken.some(
    ({ stage, seenAt }) =>
      row.symptomOf?.includes(stage) && seenAt > readAt - APART_MS,
  );
  return explained ? answer : confirm(answer, samples[row.id], before);
}

function findingOf(
  row: Check,
  answer: GroundedAnswer,
  previous: PreviousEvaluation | undefined,
  at: string,
): Finding {
  const before = previous?.findings.find(({ checkId }) => checkId === row.id);
  return {
    checkId: row.id,
    stage: stageOf(row),
    title: row.title,
    status: answer.status,
    reason: answer.reason,
    message: answer.message,
    evidence: answer.evidence,
    ...(answer.remedy ? { remedy: answer.remedy } : {}),
    since: before?.status === answer.status ? before.since : at,
    ...(answer.observedAt ? { observedAt: answer.observedAt } : {}),
  };
}

/** Marks failures that another failure explains. */
function markConsequences(
  findings: Finding[],
  rows: readonly Check[],
): Finding[] {
  const symptoms = new Map<string, readonly Stage[]>(
    rows.flatMap(({ id, symptomOf }) => (symptomOf ? [[id, symptomOf]] : [])),
  );
  const failures = findings.filter(({ status }) => status === 'failing');
  return findings.map((finding): Finding => {
    const stages = symptoms.get(finding.checkId);
    if (finding.status !== 'failing' || !stages) {
      return finding;
    }
    const candidates = failures.filter(
      ({ checkId, stage }) =>
        checkId !== finding.checkId && stages.includes(stage),
    );
    const cause =
      candidates.find(({ checkId }) => !symptoms.has(checkId)) ??
      candidates.find(
        candidate => failures.indexOf(candidate) < failures.indexOf(finding),
      );
    return cause ? { ...finding, consequenceOf: cause.checkId } : finding;
  });
}

function healthOf(
  findings: readonly Finding[],
  proof: Proof | undefined,
  now: number,
  settings: HealthSettings,
): Health {
  const health = healthOfStatus[worst(findings.map(({ status }) => status))];
  const proven =
    proof !== undefined &&
    now - Date.parse(proof.at) <= durationToMilliseconds(settings.proofMaxAge);
  return health === 'quiet' && proven ? 'healthy' : health;
}

/** The newest arrival of a row. */
function proofOf(facts: FactSet, before: Proof | undefined): Proof | undefined {
  const at = valueOf(facts, 'arrivals')?.lastIndexedAt;
  if (!at || (before && Date.parse(before.at) >= Date.parse(at))) {
    return before;
  }
  return { at, by: 'arrival' };
}

function secretEnd(facts: FactSet): string | undefined {
  const application = valueOf(facts, 'application');
  return (application && newestSecret(application)?.endsAt) ?? undefined;
}

function reasonsOf(findings: readonly Finding[]): string[] {
  const status = worst(findings.map(finding => finding.status));
  return [
    ...new Set(
      findings
        .filter(finding => finding.status === status && !finding.consequenceOf)
        .map(({ reason }) => reason),
    ),
  ];
}

function textsOf(
  answers: { row: Check; answer: Answer }[],
  field: 'brief' | 'detail',
): Map<string, string> {
  return new Map(
    answers.flatMap(({ row, answer }): [string, string][] => {
      const text = answer[field];
      return text ? [[row.id, text]] : [];
    }),
  );
}
