import { isWithinScope } from '../../ids/armId';
import { roleAssignmentsOf } from '../../rbac/RoleAssignmentIndex';
import { RoleAssignment, SimulatorState } from '../../state';
import { roleErrors } from './roleErrors';

interface Term {
  /** The principal that a term asks for. */
  principalId?: string;
  holds(assignment: RoleAssignment): boolean;
}

function parseTerm(text: string, filter: string, scope: string): Term {
  const term = text.trim();
  if (/^atScope\(\)$/i.test(term)) {
    return {
      holds: assignment => isWithinScope(scope, assignment.scope),
    };
  }
  const principal =
    /^principalId\s+eq\s+'([^']+)'$/i.exec(term) ??
    /^assignedTo\('([^']+)'\)$/i.exec(term);
  if (principal) {
    const principalId = principal[1].toLowerCase();
    return {
      principalId,
      holds: assignment => assignment.principalId.toLowerCase() === principalId,
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
    ? filter.split(/\s+and\s+/i).map(term => parseTerm(term, filter, scope))
    : [];
  const principalId = terms.find(term => term.principalId)?.principalId;
  const candidates = principalId
    ? roleAssignmentsOf(state, principalId)
    : Object.values(state.roleAssignments);
  return candidates.filter(
    assignment =>
      (isWithinScope(scope, assignment.scope) ||
        isWithinScope(assignment.scope, scope)) &&
      terms.every(term => term.holds(assignment)),
  );
}
