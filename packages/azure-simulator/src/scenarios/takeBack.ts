import { isObject } from '../http/json';
import { idKey } from '../ids/armId';
import {
  roleAssignmentsOf,
  storeRoleAssignment,
} from '../rbac/RoleAssignmentIndex';
import {
  LogRow,
  PathSegment,
  SimulatorState,
  SplunkEvent,
  StateChange,
  StatePath,
} from '../state';

type Change<K extends StateChange['kind']> = Extract<StateChange, { kind: K }>;

function step(value: unknown, segment: PathSegment): unknown {
  if (typeof segment === 'string') {
    return isObject(value) && Object.hasOwn(value, segment)
      ? value[segment]
      : undefined;
  }
  return Array.isArray(value)
    ? value.find(entry => entry.keyId === segment.keyId)
    : undefined;
}

/** What holds the last member of a path, and that member's name; undefined when somebody removed it. */
function holderOf(
  state: SimulatorState,
  path: StatePath,
): { holder: Record<string, unknown>; key: string } | undefined {
  const holder = path.slice(0, -1).reduce<unknown>(step, state);
  const key = path[path.length - 1];
  return isObject(holder) && typeof key === 'string'
    ? { holder, key }
    : undefined;
}

/** Adds a member in front of another one, if that is there still. */
function insert(
  record: Record<string, unknown>,
  key: string,
  value: unknown,
  followedBy: string | undefined,
): void {
  const keys = Object.keys(record);
  const index = followedBy === undefined ? -1 : keys.indexOf(followedBy);
  record[key] = value;
  for (const later of index < 0 ? [] : keys.slice(index)) {
    const moved = record[later];
    delete record[later];
    record[later] = moved;
  }
}

const takers: {
  [K in StateChange['kind']]: (
    state: SimulatorState,
    change: Change<K>,
  ) => void;
} = {
  memberSet(state, { path, before, after }) {
    const found = holderOf(state, path);
    // What somebody mended meanwhile stays mended. The state is plain JSON.
    if (
      !found ||
      JSON.stringify(found.holder[found.key]) !== JSON.stringify(after)
    ) {
      return;
    }
    if (before === undefined) {
      delete found.holder[found.key];
    } else {
      found.holder[found.key] = before;
    }
  },
  memberRemoved(state, { path, before, followedBy }) {
    const found = holderOf(state, path);
    // What somebody made anew meanwhile stays.
    if (found && !Object.hasOwn(found.holder, found.key)) {
      insert(found.holder, found.key, before, followedBy);
    }
  },
  secretAdded(state, { path }) {
    const list = path.slice(0, -1).reduce<unknown>(step, state);
    if (Array.isArray(list)) {
      const index = list.indexOf(step(list, path[path.length - 1]));
      list.splice(index, index < 0 ? 0 : 1);
    }
  },
  roleRemoved(state, { assignment }) {
    const granted = roleAssignmentsOf(state, assignment.principalId).some(
      ({ roleDefinitionGuid, scope }) =>
        roleDefinitionGuid === assignment.roleDefinitionGuid &&
        idKey(scope) === idKey(assignment.scope),
    );
    // Azure holds no two assignments of a role to a principal at a scope.
    if (!granted) {
      storeRoleAssignment(state, assignment);
    }
  },
  rowsHidden(state, { path, rows }) {
    const found = holderOf(state, path);
    if (found) {
      found.holder[found.key] = [
        ...(found.holder[found.key] as LogRow[]),
        ...rows,
      ].sort((one, other) => one.ordinal - other.ordinal);
    }
  },
  minutesHidden(state, { path, totals }) {
    const minutes = path.reduce<unknown>(step, state);
    if (isObject(minutes)) {
      for (const [minute, total] of Object.entries(totals)) {
        minutes[minute] = Number(minutes[minute] ?? 0) + total;
      }
    }
  },
  eventsHidden(state, { path, events }) {
    const found = holderOf(state, path);
    if (found) {
      found.holder[found.key] = [
        ...events,
        ...(found.holder[found.key] as SplunkEvent[]),
      ].sort((one, other) => one.indexTime - other.indexTime);
    }
  },
  // The fault desk lifts the faults of a scenario together.
  faultRaised() {},
};

function takeBackOne<K extends StateChange['kind']>(
  state: SimulatorState,
  change: Change<K>,
): void {
  (takers[change.kind] as (s: SimulatorState, c: Change<K>) => void)(
    state,
    change,
  );
}

/** Takes changes back, the last one first; what somebody else changed since stays. */
export function takeBack(
  state: SimulatorState,
  changes: readonly StateChange[],
): void {
  for (const change of [...changes].reverse()) {
    takeBackOne(state, change);
  }
}
