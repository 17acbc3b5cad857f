import { durationToMilliseconds } from '@backstage/types';
import {
  CheckStatus,
  Finding,
  Transition,
} from 'backstage-plugin-siem-forwarder-common';
import { partsOf } from '../../collect/Snapshot';
import { factNames } from '../../collect/Facts';
import { checks } from '../../evaluate/checks';
import { defaultHealthSettings } from '../../evaluate/HealthSettings';
import { ForwarderState } from '../../store';

/** What both portals knew after one step. */
export interface Moment {
  /** Epoch milliseconds. */
  at: number;
  /** Of the portal that nothing struck. */
  truth: ForwarderState;
  struck: ForwarderState;
  /** Whether the SIEM's answers were struck. */
  siemStruck: boolean;
}

/** A fact is believed for three of its periods; the longest is that of the configuration. */
const BELIEVED =
  3 * durationToMilliseconds(defaultHealthSettings.periods.configuration);

/** Statuses that claim something; the others say that nothing is known or asked. */
const claims: readonly CheckStatus[] = ['failing', 'warning', 'quiet', 'ok'];

/** Checks about the SIEM's own answers: a SIEM that cuts its connections is not reachable. */
function isAboutAnswers({ checkId }: Finding): boolean {
  return (
    checkId === 'delivery/siem-reachable' ||
    checkId === 'delivery/connector-token-valid'
  );
}

/**
 * What a struck portal claims that was never true while its facts were young:
 * every claim must be one that the other portal made, now or as long ago as a
 * fact is believed.
 */
export function falseClaims(moments: readonly Moment[]): string[] {
  return moments.flatMap(({ at, struck }, index) => {
    const known = moments
      .slice(0, index + 1)
      .filter(moment => at - moment.at <= BELIEVED);
    return struck.evaluation.findings
      .filter(({ status }) => claims.includes(status))
      .filter(
        finding =>
          !(
            isAboutAnswers(finding) &&
            known.some(({ siemStruck }) => siemStruck)
          ),
      )
      .filter(
        finding =>
          !known.some(({ truth }) =>
            truth.evaluation.findings.some(
              ({ checkId, status }) =>
                checkId === finding.checkId && status === finding.status,
            ),
          ),
      )
      .map(
        ({ checkId, status, message }) =>
          `step ${index}: ${checkId} is ${status} ('${message}'), which was never true: ${known
            .map(({ truth }) =>
              truth.evaluation.findings
                .filter(candidate => candidate.checkId === checkId)
                .map(candidate => candidate.status),
            )
            .join(', ')}`,
      );
  });
}

/** Facts whose value was lost because they could not be read. */
export function lostFacts(moments: readonly Moment[]): string[] {
  return moments.slice(1).flatMap(({ struck }, index) => {
    const before = moments[index].struck.facts;
    return factNames
      .filter(name => {
        const [was, is] = [before[name], struck.facts[name]];
        return was && 'value' in was && (!is || !('value' in is));
      })
      .filter(name => {
        // It was not there with something else, which has come back.
        const whole = partsOf.find(([part]) => part === name)?.[1];
        const container = whole && before[whole];
        return !(container && 'value' in container && container.value === null);
      })
      .filter(name => {
        // The other portal, which read everything, does not have it either.
        const truth = moments[index + 1].truth.facts[name];
        return truth && 'value' in truth;
      })
      .map(name => `step ${index + 1}: the fact ${name} was lost`);
  });
}

/** Whether all items of one list stand in another in the same order. */
function isWithin<T>(part: readonly T[], whole: readonly T[]): boolean {
  let at = 0;
  return part.every(item => {
    at = whole.indexOf(item, at) + 1;
    return at > 0;
  });
}

/**
 * How a history differs from the healths that were seen after each round. In a
 * round there are as many judgements as sources, so it may say more.
 */
export function brokenHistory(
  history: readonly Transition[],
  moments: readonly Moment[],
): string[] {
  const seen = moments.map(({ struck }) => struck.evaluation.health);
  const changes = seen.filter((health, index) => health !== seen[index - 1]);
  const written = history.map(({ to }) => to);
  const problems: string[] = [];
  if (!isWithin(changes, written) || written.at(-1) !== seen.at(-1)) {
    problems.push(
      `the history says ${written.join(', ')}, and ${changes.join(
        ', ',
      )} was seen`,
    );
  }
  history.forEach((transition, index) => {
    const before = history[index - 1];
    if (before && transition.from !== before.to) {
      problems.push(
        `transition ${index} comes from ${transition.from} after ${before.to}`,
      );
    }
    if (transition.from === transition.to) {
      problems.push(`transition ${index} changes nothing`);
    }
    if (before && transition.at < before.at) {
      problems.push(`transition ${index} is older than the one before`);
    }
  });
  return problems;
}

/**
 * Where two judgements differ, once nothing has struck for a while. What even
 * the other portal cannot read is left out: each stands by what it read last,
 * for as long as that is believed.
 */
export function differences(truth: ForwarderState, struck: ForwarderState) {
  const unread = factNames.filter(name => {
    const fact = truth.facts[name];
    return fact && ('unavailable' in fact || fact.failure);
  });
  const comparable = new Set([
    ...checks
      .filter(({ reads, mayRead = [] }) =>
        [...reads, ...mayRead].every(name => !unread.includes(name)),
      )
      .map(({ id }): string => id),
    ...(unread.length === 0 ? ['health'] : []),
  ]);
  const statusesOf = ({ evaluation }: ForwarderState) => ({
    health: evaluation.health,
    ...Object.fromEntries(
      evaluation.findings.map(({ checkId, status }) => [checkId, status]),
    ),
  });
  const [expected, actual] = [statusesOf(truth), statusesOf(struck)];
  return Object.entries(expected)
    .filter(([name]) => comparable.has(name))
    .filter(([name, status]) => actual[name as keyof typeof actual] !== status)
    .map(
      ([name, status]) =>
        `${name} is ${status}, and stayed ${
          actual[name as keyof typeof actual]
        }`,
    );
}
