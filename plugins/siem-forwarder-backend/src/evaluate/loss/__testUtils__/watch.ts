import { CheckStatus, Loss } from 'backstage-plugin-siem-forwarder-common';
import { FactSet } from '../../../collect/Facts';
import { mergeFacts } from '../../../collect/Snapshot';
import { snapshotOf } from '../../__fixtures__/healthyForwarder';
import { answerCheck } from '../../answerCheck';
import { Judgement, stageOf } from '../../Check';
import { checks } from '../../checks';
import { PreviousEvaluation } from '../../Evaluation';
import { defaultHealthSettings } from '../../HealthSettings';
import { foreseeLoss } from '../foresee';
import { instantOf, Observer } from './Observer';
import { Counts } from './Pipeline';
import { MINUTES, Plan } from './Plan';
import { randomOf } from './randomOf';

/** Minutes between two sweeps. */
export const SWEEP = 5;

/** What one sweep says of losses. */
export interface Saying {
  minute: number;
  loss?: Loss;
  /** Worst status of the checks about losses. */
  status: 'failing' | 'warning' | 'fine';
}

const aboutLoss = ['export/rows-lost', 'delivery/backlog-age'];

/**
 * The checks about losses, and those that say since when a configuration was
 * right. The others cost time here, and say nothing about losses.
 */
const asked = checks.filter(({ id }) =>
  [
    ...aboutLoss,
    'export/rule-exists',
    'export/rule-enabled',
    'export/tables-match',
  ].includes(id),
);

/** Lets the plugin's own code watch a history, sweep by sweep. */
export function watch(plan: Plan, counts: Counts): Saying[] {
  const observer = new Observer(plan, counts);
  const random = randomOf(plan.seed + 1);
  const { forwarder, siem } = snapshotOf();
  let facts: FactSet = {};
  let previous: PreviousEvaluation | undefined;
  const sayings: Saying[] = [];
  for (let minute = SWEEP; minute < MINUTES; minute += SWEEP) {
    if (random() >= plan.failingSweeps) {
      facts = mergeFacts(facts, observer.look(minute));
    }
    const { outlook, answers } = judge(facts, previous, {
      now: instantOf(minute),
      settings: defaultHealthSettings,
      subject: { forwarder, siem },
    });
    const { arrivals } = facts;
    const indexedAt =
      arrivals && 'value' in arrivals ? arrivals.value.lastIndexedAt : null;
    previous = {
      health: 'healthy',
      since: '',
      samples: {},
      loss: outlook.loss,
      lossMemory: outlook.memory,
      proof: indexedAt ? { at: indexedAt, by: 'arrival' } : previous?.proof,
      findings: answers.map(({ row, answer }) => ({
        checkId: row.id,
        stage: stageOf(row),
        title: row.title,
        since: '',
        ...answer,
      })),
    };
    sayings.push({
      minute,
      loss: outlook.loss,
      status: worstOf(
        answers
          .filter(({ row }) => aboutLoss.includes(row.id))
          .map(({ answer }) => answer.status),
      ),
    });
  }
  return sayings;
}

function judge(
  facts: FactSet,
  previous: PreviousEvaluation | undefined,
  judgement: Judgement,
) {
  const outlook = foreseeLoss(facts, previous, judgement);
  const context = { ...judgement, outlook, readAt: () => judgement.now };
  return {
    outlook,
    answers: asked.map(row => ({
      row,
      answer: answerCheck(row, facts, context),
    })),
  };
}

function worstOf(statuses: CheckStatus[]): Saying['status'] {
  if (statuses.includes('failing')) {
    return 'failing';
  }
  return statuses.includes('warning') ? 'warning' : 'fine';
}
