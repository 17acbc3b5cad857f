import { StateDump } from 'azure-simulator';

/** Names of members that differ from run to run and say nothing of what is there. */
const passing = new Set([
  'activityLog',
  'checkpoints',
  'etag',
  'events',
  'flowedUntil',
  'lastIncidentNumber',
  'lastModifiedAt',
  'metrics',
  'operations',
  'partitions',
  'plannedUpdates',
  'randomState',
  'tables',
  'updatedAt',
]);

/**
 * Everything that the simulated cloud and its Splunk have, but for what passes
 * through, for times, for namespaces that were told to go, and for the recycle
 * bin of vaults that nobody can purge.
 */
export function stateOf(state: StateDump): unknown {
  const vaults = Object.fromEntries(
    Object.entries(state.vaults).map(([id, vault]) => [
      id,
      {
        ...vault,
        secrets: Object.fromEntries(
          Object.entries(vault.secrets).filter(
            ([, { deletedDate }]) => !vault.purgeProtection || !deletedDate,
          ),
        ),
      },
    ]),
  );
  const namespaces = Object.fromEntries(
    Object.entries(state.namespaces).filter(([, { removedAt }]) => !removedAt),
  );
  return JSON.parse(
    JSON.stringify({ ...state, namespaces, vaults }, (key, value) =>
      passing.has(key) ? undefined : value,
    ),
  );
}

/** Paths of what differs between two states, with both values. */
export function differencesOf(
  before: unknown,
  after: unknown,
  path = '',
): string[] {
  if (!isMembers(before) || !isMembers(after)) {
    return before === after
      ? []
      : [`${path}: was ${brief(before)}, is ${brief(after)}`];
  }
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap(
    key => differencesOf(before[key], after[key], `${path}/${key}`),
  );
}

function isMembers(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function brief(value: unknown): string {
  return JSON.stringify(value)?.slice(0, 120) ?? 'nothing';
}
