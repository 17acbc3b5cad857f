import { LoggedRequest } from 'azure-simulator';
import { callsOf } from './CallSite';
import { faultTable } from './faultTable';
import { lifeTable } from './lifeTable';

/**
 * Calls that only another fault brings about, so that no case strikes them: a
 * case strikes one call.
 */
const onlyAfterFaults = [
  // An application whose deletion was answered with 404, or with nothing.
  'graph directory.deletedItems.Listapplication',
];

const declared = new Set([
  ...[...Object.values(faultTable), ...Object.values(lifeTable)].flatMap(rows =>
    Object.keys(rows),
  ),
  ...onlyAfterFaults,
]);

/**
 * Calls that no table has, a sentence each: what is made only after a fault is
 * a call that something may befall, too.
 */
export function withoutRow(requests: readonly LoggedRequest[]): string[] {
  const made = new Set(callsOf(requests).map(({ call }) => call));
  return [...made]
    .filter(call => !declared.has(call))
    .map(call => `The call '${call}' has a row in no table: add it.`);
}
