/** What one role assignment gives: actions with wildcards, less those taken away. */
export interface GrantedPermission {
  actions: string[];
  notActions: string[];
}

/** An action that a step needs, and the role that usually brings it. */
export interface NeededPermission {
  /** `Microsoft.EventHub/namespaces/write` */
  action: string;
  /** Name of the least built-in role with it: `Contributor`. */
  role: string;
  /** ARM id of the scope at which it is needed. */
  scope: string;
}

/**
 * True when the permissions contain the action.
 *
 * @remarks
 * A `notActions` takes away only from the role that states it: another role
 * may still grant the action, see
 * https://learn.microsoft.com/azure/role-based-access-control/role-definitions#notactions
 */
export function isGranted(
  permissions: readonly GrantedPermission[],
  action: string,
): boolean {
  return permissions.some(
    permission =>
      permission.actions.some(pattern => matchesAction(pattern, action)) &&
      !permission.notActions.some(pattern => matchesAction(pattern, action)),
  );
}

/** Those that the permissions at their scope do not contain. */
export function missingPermissions(
  needed: readonly NeededPermission[],
  permissions: readonly GrantedPermission[],
): NeededPermission[] {
  return needed.filter(({ action }) => !isGranted(permissions, action));
}

/** Azure's wildcard stands for any text, slashes included; case does not matter. */
export function matchesAction(pattern: string, action: string): boolean {
  const source = pattern
    .split('*')
    .map(part => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*');
  return new RegExp(`^${source}$`, 'i').test(action);
}
