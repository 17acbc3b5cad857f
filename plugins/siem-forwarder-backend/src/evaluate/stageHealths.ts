import {
  CheckStatus,
  checkStatuses,
  Finding,
  Stage,
  StageHealth,
  stages,
} from 'backstage-plugin-siem-forwarder-common';
import { Subject } from './Check';

/** What a stage says when none of its findings has words of its own. */
const detailOfStatus: Record<CheckStatus, string> = {
  failing: 'failing',
  warning: 'look at it',
  unknown: 'not known',
  pending: 'too new',
  quiet: 'nothing new',
  ok: 'ok',
  skipped: 'not checked',
};

const titleOfStage: Record<Stage, (subject: Subject) => string> = {
  source: () => 'Sentinel',
  export: () => 'Export rule',
  transport: () => 'Event hub',
  access: () => 'Access',
  delivery: ({ siem }) => siem?.title ?? 'SIEM',
};

/**
 * Sums up each stage by its worst finding, and tells stages that are only in
 * trouble because of another: behind a failure nothing new comes.
 *
 * @param briefs - the words that answers gave, by check id
 */
export function stageHealths(
  findings: readonly Finding[],
  briefs: ReadonlyMap<string, string>,
  subject: Subject,
): StageHealth[] {
  return stages.map((stage, index) => {
    const own = findings.filter(finding => finding.stage === stage);
    const status = worst(own.map(finding => finding.status));
    const decisive = own.filter(finding => finding.status === status);
    const brief = decisive.flatMap(
      ({ checkId }) => briefs.get(checkId) ?? [],
    )[0];
    const behindFailure = findings.some(
      finding =>
        finding.status === 'failing' && stages.indexOf(finding.stage) < index,
    );
    return {
      stage,
      title: titleOfStage[stage](subject),
      status,
      detail: brief ?? detailOfStatus[status],
      consequence:
        status === 'failing'
          ? decisive.every(({ consequenceOf }) => consequenceOf !== undefined)
          : behindFailure && (status === 'quiet' || status === 'pending'),
    };
  });
}

/** The worst of some statuses; `skipped` for none. */
export function worst(statuses: readonly CheckStatus[]): CheckStatus {
  return checkStatuses.find(status => statuses.includes(status)) ?? 'skipped';
}
