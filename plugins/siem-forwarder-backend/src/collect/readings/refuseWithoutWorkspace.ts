import { CollectionRun, observedNow, Target } from '../CollectionRun';
import { FactName } from '../Facts';

/**
 * Notes for targets whose workspace is not known that facts which depend on it
 * could not be read, and answers with the others.
 */
export function refuseWithoutWorkspace(
  run: CollectionRun,
  targets: Target[],
  facts: readonly FactName[],
): Target[] {
  const at = observedNow(run);
  return targets.filter(({ draft, workspace }) => {
    if (draft.known('workspace')) {
      return true;
    }
    draft.refuse(
      facts,
      draft.unavailability('workspace') ?? {
        reason: 'not-there',
        message: `Workspace ${workspace.name} does not exist, or the portal's identity may not see it.`,
      },
      at,
    );
    return false;
  });
}
