import { isWithinScope } from '../../ids/armId';
import {
  roleAssignmentsOf,
  withGroupsOf,
} from '../../rbac/RoleAssignmentIndex';
import { RoleAssignment, SimulatorState } from '../../state';
import { roleErrors } from './roleErrors';

interface Term {
  /** The principals of which one must have it. */
  principalIds?: string[];
  holds(assignment: RoleAssignment): boolean;
}

function parseTerm(
  state: SimulatorState,
  text: string,
  { filter, scope }: { filter: string; scope: string },
): Term {
  const term = text.trim();
  if (/^atScope\(\)$/i.test(term)) {
    return {
      holds: assignment => isWithinScope(scope, assignment.scope),
    };
  }
  const own = /^principalId\s+eq\s+'([^']+)'$/i.exec(term);
  // As the service has it: what comes by a group counts as well.
  const counted = /^assignedTo\('([^']+)'\)$/i.exec(term);
  const principalIds =
    (own && [own[1]]) ?? (counted && withGroupsOf(state, counted[1]));
  if (principalIds) {
    const wanted = principalIds.map(id => id.toLowerCase());
    return {
      principalIds,
      holds: assignment =>
        wanted.includes(assignment.principalId.toLowerCase()),
    };
  }
  throw roleErrors.unsupportedFilter({ filter });
}

/**
 * Role assignments at, above and below a scope that fit the `$filter` of a
 * list, or its refusal. Those of one principal are found without a look at the
 * others: a fleet has tens of thousands.
 */
export function filterAssignments(
  state: SimulatorState,
  filter: string | null,
  scope: string,
): RoleAssignment[] {
  const terms = filter
    ? filter
        .split(/\s+and\s+/i)
        .map(term => parseTerm(state, term, { filter, scope }))
    : [];
  const principalIds = terms.find(term => term.principalIds)?.principalIds;
  const candidates = principalIds
    ? principalIds.flatMap(id => roleAssignmentsOf(state, id))
    : Object.values(state.roleAssignments);
  return candidates.filter(
    assignment =>
      (isWithinScope(scope, assignment.scope) ||
        isWithinScope(assignment.scope, scope)) &&
      terms.every(term => term.holds(assignment)),
  );
}
