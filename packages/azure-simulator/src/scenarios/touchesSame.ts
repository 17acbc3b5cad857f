import { StateChange, StatePath } from '../state';

function pathsOf(changes: readonly StateChange[]): StatePath[] {
  return changes.flatMap(change =>
    change.kind === 'faultRaised' ? [] : [change.path],
  );
}

/** Whether one path leads to the other's value, or to something that holds it or that it holds. */
function isAlong(one: StatePath, other: StatePath): boolean {
  const length = Math.min(one.length, other.length);
  return (
    JSON.stringify(one.slice(0, length)) ===
    JSON.stringify(other.slice(0, length))
  );
}

/** Whether two scenarios changed the same value of the state. */
export function touchesSame(
  one: readonly StateChange[],
  other: readonly StateChange[],
): boolean {
  return pathsOf(one).some(path =>
    pathsOf(other).some(candidate => isAlong(path, candidate)),
  );
}
