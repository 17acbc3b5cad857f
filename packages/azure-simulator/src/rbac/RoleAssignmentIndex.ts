import { idKey } from '../ids/armId';
import { RoleAssignment, SimulatorState } from '../state';

type Assignments = SimulatorState['roleAssignments'];

/** What one principal is assigned: assignments by the key of their scope. */
type AssignmentsOfPrincipal = Map<string, Map<string, RoleAssignment>>;

/** The assignments of a state, found by principal and scope instead of by looking at each. */
class RoleAssignmentIndex {
  readonly #byPrincipal = new Map<string, AssignmentsOfPrincipal>();

  constructor(assignments: Assignments) {
    for (const [key, assignment] of Object.entries(assignments)) {
      this.add(key, assignment);
    }
  }

  add(key: string, assignment: RoleAssignment): void {
    const principal = assignment.principalId.toLowerCase();
    const scopes = this.#byPrincipal.get(principal) ?? new Map();
    this.#byPrincipal.set(principal, scopes);
    const scope = idKey(assignment.scope);
    const atScope = scopes.get(scope) ?? new Map();
    scopes.set(scope, atScope);
    atScope.set(key, assignment);
  }

  remove(key: string, assignment: RoleAssignment): void {
    const scopes = this.#byPrincipal.get(assignment.principalId.toLowerCase());
    const scope = idKey(assignment.scope);
    const atScope = scopes?.get(scope);
    atScope?.delete(key);
    if (atScope?.size === 0) {
      scopes?.delete(scope);
    }
  }

  ofPrincipal(principalId: string): AssignmentsOfPrincipal {
    return this.#byPrincipal.get(principalId.toLowerCase()) ?? new Map();
  }
}

/**
 * By the record that is indexed: a state that replaces another brings a record
 * of its own. Records change only through the functions of this file (their
 * type is read-only elsewhere), so that an index is never behind.
 */
const indexes = new WeakMap<Assignments, RoleAssignmentIndex>();

function indexOf(state: SimulatorState): RoleAssignmentIndex {
  const known = indexes.get(state.roleAssignments);
  if (known) {
    return known;
  }
  const made = new RoleAssignmentIndex(state.roleAssignments);
  indexes.set(state.roleAssignments, made);
  return made;
}

/** The same record, open to changes: only for the functions below. */
function writable(state: SimulatorState): Record<string, RoleAssignment> {
  return state.roleAssignments;
}

/** Adds or replaces an assignment under its own id. */
export function storeRoleAssignment(
  state: SimulatorState,
  assignment: RoleAssignment,
): void {
  const key = idKey(assignment.id);
  const index = indexOf(state);
  const before = state.roleAssignments[key];
  if (before) {
    index.remove(key, before);
  }
  writable(state)[key] = assignment;
  index.add(key, assignment);
}

/** Removes the assignment with an id, if there is one. */
export function dropRoleAssignment(state: SimulatorState, id: string): void {
  const key = idKey(id);
  const assignment = state.roleAssignments[key];
  if (assignment) {
    indexOf(state).remove(key, assignment);
    delete writable(state)[key];
  }
}

/** Every assignment of a principal. */
export function roleAssignmentsOf(
  state: SimulatorState,
  principalId: string,
): RoleAssignment[] {
  return [...indexOf(state).ofPrincipal(principalId).values()].flatMap(
    atScope => [...atScope.values()],
  );
}

/** A principal's assignments at a scope and above it: at the scope itself, its parents, and the root. */
export function roleAssignmentsAbove(
  state: SimulatorState,
  principalId: string,
  scope: string,
): RoleAssignment[] {
  const scopes = indexOf(state).ofPrincipal(principalId);
  if (scopes.size === 0) {
    return [];
  }
  const found: RoleAssignment[] = [];
  let key = idKey(scope);
  for (;;) {
    const atScope = scopes.get(key);
    if (atScope) {
      found.push(...atScope.values());
    }
    if (key === '') {
      return found;
    }
    key = key.slice(0, Math.max(0, key.lastIndexOf('/')));
  }
}
