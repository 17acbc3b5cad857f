import { isWithinScope } from '../../ids/armId';
import { RoleAssignment } from '../../state';
import { roleErrors } from './roleErrors';

type Condition = (assignment: RoleAssignment) => boolean;

function condition(text: string, filter: string, scope: string): Condition {
  const term = text.trim();
  if (/^atScope\(\)$/i.test(term)) {
    return assignment => isWithinScope(scope, assignment.scope);
  }
  const principal =
    /^principalId\s+eq\s+'([^']+)'$/i.exec(term) ??
    /^assignedTo\('([^']+)'\)$/i.exec(term);
  if (principal) {
    const id = principal[1].toLowerCase();
    return assignment => assignment.principalId.toLowerCase() === id;
  }
  throw roleErrors.unsupportedFilter(filter);
}

/**
 * The `$filter` of a list of role assignments at a scope. Without a filter the
 * list has assignments at, above and below the scope.
 */
export function assignmentFilter(
  filter: string | null,
  scope: string,
): Condition {
  const near: Condition = assignment =>
    isWithinScope(scope, assignment.scope) ||
    isWithinScope(assignment.scope, scope);
  if (!filter) {
    return near;
  }
  const conditions = filter
    .split(/\s+and\s+/i)
    .map(term => condition(term, filter, scope));
  return assignment =>
    near(assignment) && conditions.every(holds => holds(assignment));
}
