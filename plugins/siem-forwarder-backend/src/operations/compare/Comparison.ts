import {
  Difference,
  OperationStep,
  PlannedChange,
  Problem,
} from 'backstage-plugin-siem-forwarder-common';
import { ConflictError } from '@backstage/errors';
import { describeProblem } from '../problems';

/**
 * What a step finds when it compares what is there with what was asked for.
 * Plan and step use the same comparison, so that the one cannot promise what
 * the other does not do.
 */
export type Comparison =
  | {
      action: 'create' | 'adopt' | 'change';
      difference?: string;
      differences?: Difference[];
    }
  | { action: 'refuse'; problem: Problem; differences?: Difference[] };

/** The line of a plan for a comparison. */
export function plannedChange(
  step: OperationStep,
  resource: string,
  resourceId: string | undefined,
  comparison: Comparison,
): PlannedChange {
  const difference =
    comparison.action === 'refuse'
      ? `${comparison.problem.message} ${comparison.problem.remedy}`
      : comparison.difference;
  return {
    step,
    action: comparison.action,
    resource,
    ...(resourceId && { resourceId }),
    ...(difference && { difference }),
    ...(comparison.differences?.length && {
      differences: comparison.differences,
    }),
  };
}

/**
 * Narrows a comparison to what may be done.
 *
 * @throws ConflictError that names the difference and the remedy
 */
export function refuseConflict(
  comparison: Comparison,
): Exclude<Comparison, { action: 'refuse' }> {
  if (comparison.action === 'refuse') {
    throw new ConflictError(describeProblem(comparison.problem));
  }
  return comparison;
}
