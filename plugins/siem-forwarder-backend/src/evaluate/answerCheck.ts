import { durationToMilliseconds } from '@backstage/types';
import { Evidence } from 'backstage-plugin-siem-forwarder-common';
import {
  Fact,
  factDefinitions,
  FactName,
  Facts,
  FactSet,
} from '../collect/Facts';
import { Unavailability } from '../collect/Unavailability';
import { Answer, skipped, unknown } from './Answer';
import { Check, CheckContext, Judgement } from './Check';
import { formatInstant } from './formatTime';

/** A fact is believed for this many of its periods. */
export const BELIEVED_PERIODS = 3;

/** Reason code of a check whose fact was never read. */
export const NOT_READ = 'not-read';

/** A check's answer with what it rests on. */
export interface GroundedAnswer extends Answer {
  evidence: Evidence[];
  /** When the newest fact that it needs was read. */
  observedAt?: string;
}

/**
 * Asks one check, when its facts are known and young enough; else says why
 * they are not.
 */
export function answerCheck(
  row: Check,
  facts: FactSet,
  context: CheckContext,
): GroundedAnswer {
  const exempt = row.notFor?.(context.subject);
  if (exempt) {
    return { ...skipped(exempt.reason, exempt.message), evidence: [] };
  }
  for (const name of row.reads) {
    const obstacle = obstacleOf(name, facts[name], context);
    if (obstacle) {
      return { ...obstacle, evidence: [], observedAt: facts[name]?.observedAt };
    }
  }
  const values = valuesOf(
    [...row.reads, ...(row.mayRead ?? [])],
    facts,
    context,
  );
  const evidence = (row.evidence?.(values, context) ?? []).map(
    ({ fact, label, value, resource }): Evidence => ({
      label,
      value,
      ...(resource === undefined ? {} : { resource }),
      observedAt: facts[fact]?.observedAt ?? '',
    }),
  );
  return {
    ...row.ask(values, context),
    evidence,
    observedAt: row.reads
      .flatMap(name => facts[name]?.observedAt ?? [])
      .sort()
      .pop(),
  };
}

function obstacleOf(
  name: FactName,
  fact: Fact<Facts[FactName]> | undefined,
  context: CheckContext,
): Answer | undefined {
  const { title } = factDefinitions[name];
  if (!fact) {
    return unknown(NOT_READ, `Nobody has read ${title} yet.`);
  }
  if ('unavailable' in fact) {
    return unavailableAnswer(fact.unavailable);
  }
  if (isStale(name, fact.observedAt, context)) {
    const because = fact.failure ? ` ${fact.failure.message}` : '';
    return unknown(
      fact.failure?.reason ?? 'stale',
      `The last known answer about ${title} is of ${formatInstant(
        fact.observedAt,
      )}, too old to be believed.${because}`,
    );
  }
  return undefined;
}

function unavailableAnswer({ reason, message }: Unavailability): Answer {
  return reason === 'not-told'
    ? skipped(reason, message)
    : unknown(reason, message);
}

/** True when a fact is too old to be believed. */
export function isStale(
  name: FactName,
  observedAt: string,
  { now, settings }: Pick<Judgement, 'now' | 'settings'>,
): boolean {
  const period = settings.periods[factDefinitions[name].cadence];
  return (
    now - Date.parse(observedAt) >
    BELIEVED_PERIODS * durationToMilliseconds(period)
  );
}

/** The values of the facts that are known; a check was told which of them are certain. */
function valuesOf(
  names: readonly FactName[],
  facts: FactSet,
  context: CheckContext,
): Facts {
  const values: Partial<Record<FactName, unknown>> = {};
  for (const name of names) {
    const fact = facts[name];
    if (fact && 'value' in fact && !isStale(name, fact.observedAt, context)) {
      values[name] = fact.value;
    }
  }
  return values as Facts;
}
