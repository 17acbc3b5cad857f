import { idKey } from '../ids/armId';
import { RoleAssignment, SimulatorState } from '../state';

type Assignments = SimulatorState['roleAssignments'];

/** What one principal is assigned. */
interface AssignmentsOfPrincipal {
  /** Assignments by the key of their scope. */
  scopes: Map<string, Map<string, RoleAssignment>>;
  /** Lengths that a scope's key has, or had: only so long beginnings of an id are looked up. */
  lengths: Set<number>;
}

const none: AssignmentsOfPrincipal = { scopes: new Map(), lengths: new Set() };

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
    const assigned = this.#byPrincipal.get(principal) ?? {
      scopes: new Map(),
      lengths: new Set(),
    };
    this.#byPrincipal.set(principal, assigned);
    const scope = idKey(assignment.scope);
    const atScope = assigned.scopes.get(scope) ?? new Map();
    assigned.scopes.set(scope, atScope);
    assigned.lengths.add(scope.length);
    atScope.set(key, assignment);
  }

  remove(key: string, assignment: RoleAssignment): void {
    const { scopes } = this.ofPrincipal(assignment.principalId);
    const scope = idKey(assignment.scope);
    const atScope = scopes.get(scope);
    atScope?.delete(key);
    if (atScope?.size === 0) {
      scopes.delete(scope);
    }
  }

  ofPrincipal(principalId: string): AssignmentsOfPrincipal {
    return this.#byPrincipal.get(principalId.toLowerCase()) ?? none;
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

/** A principal and the groups that it belongs to, whose roles it has. */
export function withGroupsOf(
  { directory: { groupMembers = {} } }: SimulatorState,
  principalId: string,
): string[] {
  const id = principalId.toLowerCase();
  const groups = Object.entries(groupMembers).filter(([, members]) =>
    members.some(member => member.toLowerCase() === id),
  );
  return [principalId, ...groups.map(([group]) => group)];
}

/** Every assignment of a principal. */
export function roleAssignmentsOf(
  state: SimulatorState,
  principalId: string,
): RoleAssignment[] {
  return [...indexOf(state).ofPrincipal(principalId).scopes.values()].flatMap(
    atScope => [...atScope.values()],
  );
}

/** A principal's assignments at a scope and above it: at the scope itself, its parents, and the root. */
export function roleAssignmentsAbove(
  state: SimulatorState,
  principalId: string,
  scope: string,
): RoleAssignment[] {
  const { scopes, lengths } = indexOf(state).ofPrincipal(principalId);
  const found: RoleAssignment[] = [];
  const key = idKey(scope);
  for (const length of lengths) {
    if (
      length === 0 ||
      length === key.length ||
      (length < key.length && key[length] === '/')
    ) {
      const atScope = scopes.get(key.slice(0, length));
      if (atScope) {
        found.push(...atScope.values());
      }
    }
  }
  return found;
}
