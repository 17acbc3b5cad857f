import { ButtonKind } from './buttonKinds';
import { useKindPermission } from './useKindPermission';

/** Which kinds of operations the user may open on a forwarder; undefined until that is known. */
export function useKindPermissions(
  resourceRef: string,
): Record<ButtonKind, boolean | undefined> {
  return {
    rotate: useKindPermission('rotate', resourceRef),
    repair: useKindPermission('repair', resourceRef),
    change: useKindPermission('change', resourceRef),
    pause: useKindPermission('pause', resourceRef),
    resume: useKindPermission('resume', resourceRef),
    adopt: useKindPermission('adopt', resourceRef),
    decommission: useKindPermission('decommission', resourceRef),
  };
}
