import { InputError, stringifyError } from '@backstage/errors';
import { checkStatuses, stages } from 'backstage-plugin-siem-forwarder-common';
import {
  CheckedForwarder,
  ForwarderCheck,
} from 'backstage-plugin-siem-forwarder-node';
import { FactName, factNames } from '../collect/Facts';
import { Answer, unknown } from './Answer';
import { Answers } from './Answers';
import { Check, stageOf, Subject } from './Check';
import { checks } from './checks';

/** What checks of others can answer is not told. */
const NOT_TOLD: Answers = {
  ok: [],
  warning: [],
  failing: [],
  pending: [],
  quiet: [],
  skipped: [],
};

/** Checks that other modules add to the table. */
export class AddedChecks {
  readonly #rows: Check[] = [];

  /** In the order in which they were added. */
  get rows(): readonly Check[] {
    return this.#rows;
  }

  /** @throws InputError when the check cannot be asked, or its id is taken */
  add(check: ForwarderCheck): void {
    const { id } = check;
    if (!stages.includes(stageOf(check)) || !/^[a-z]+\/[a-z0-9-]+$/.test(id)) {
      throw new InputError(
        `The id '${id}' of a check does not begin with a stage; use one of ${stages
          .map(stage => `${stage}/…`)
          .join(', ')}, with lower-case letters, digits and hyphens`,
      );
    }
    if ([...checks, ...this.#rows].some(row => row.id === id)) {
      throw new InputError(
        `A check '${id}' exists already; give yours another id`,
      );
    }
    const stranger = [...check.reads, ...(check.mayRead ?? [])].find(
      name => !factNames.includes(name),
    );
    if (stranger !== undefined || check.reads.length === 0) {
      throw new InputError(
        `Check '${id}' reads ${
          stranger === undefined ? 'no fact' : `'${stranger}', which is no fact`
        }; name at least one of ${factNames.join(', ')}`,
      );
    }
    this.#rows.push(rowOf(check));
  }
}

function rowOf(check: ForwarderCheck): Check {
  const { notFor, evidence } = check;
  return {
    id: check.id,
    title: check.title,
    source: check.source,
    answers: NOT_TOLD,
    reads: check.reads as readonly FactName[],
    mayRead: check.mayRead,
    flaps: check.flaps,
    symptomOf: check.symptomOf,
    notFor: subject => {
      try {
        return notFor?.call(check, forwarderOf(subject));
      } catch {
        return undefined;
      }
    },
    evidence: (facts, { subject }) => {
      try {
        return evidence?.call(check, facts, forwarderOf(subject)) ?? [];
      } catch {
        // What it answers counts without evidence too.
        return [];
      }
    },
    ask: (facts, { now, subject }) => {
      const forwarder = forwarderOf(subject);
      try {
        // Asked again: where it is broken, the question is not exempt but unknown.
        notFor?.call(check, forwarder);
        return requireAnswer(check.ask(facts, { now, forwarder }));
      } catch (error) {
        return unknown(
          'check-broken',
          `Check ${check.id} could not be asked: ${stringifyError(error)}`,
        );
      }
    },
  };
}

/** @throws TypeError when something is no answer */
function requireAnswer(given: Answer): Answer {
  const answer: Partial<Answer> & { then?: unknown } = given ?? {};
  if (typeof answer.then === 'function') {
    // Whatever becomes of it, nobody waits for it.
    Promise.resolve(given).catch(() => {});
    throw new TypeError('it answered with a promise; checks answer at once');
  }
  const { status, reason, message } = answer;
  if (
    !checkStatuses.some(known => known === status) ||
    typeof reason !== 'string' ||
    typeof message !== 'string'
  ) {
    throw new TypeError(
      `its answer has the status '${status}', the reason '${reason}' and the message '${message}'; give a status of ${checkStatuses.join(
        ', ',
      )}, and two texts`,
    );
  }
  return given;
}

function forwarderOf({ forwarder, siem }: Subject): CheckedForwarder {
  const { exportRule, workspace, eventHub, applicationId, owner } = forwarder;
  return {
    entityRef: forwarder.entityRef,
    name: forwarder.name,
    ...(owner ? { owner } : {}),
    tables: [...forwarder.tables],
    ...(exportRule ? { exportRuleId: exportRule.toString() } : {}),
    ...(workspace ? { workspaceId: workspace.toString() } : {}),
    ...(eventHub ? { eventHubId: eventHub.toString() } : {}),
    ...(applicationId ? { applicationId } : {}),
    consumerGroup: forwarder.consumerGroup,
    ...(siem
      ? { siem: { id: siem.id, title: siem.title, kind: siem.kind } }
      : {}),
  };
}
