import { fromIso } from '../clock/format';
import { isWithinScope } from '../ids/armId';
import { RoleAssignment } from '../state';
import { World } from '../World';
import {
  roleAssignmentsAbove,
  roleAssignmentsOf,
  withGroupsOf,
} from './RoleAssignmentIndex';
import { roleByGuid } from './roleDefinitions';
import { RoleDefinition } from './RoleDefinition';

const patterns = new Map<string, RegExp>();

function matches(pattern: string, action: string): boolean {
  let compiled = patterns.get(pattern);
  if (!compiled) {
    const source = pattern
      .split('*')
      .map(part => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
      .join('.*');
    compiled = RegExp(`^${source}$`, 'i');
    patterns.set(pattern, compiled);
  }
  return compiled.test(action);
}

/** What roles allow, by role and action: there are few of both, and roles do not change. */
const decisions = new WeakMap<RoleDefinition, Map<string, boolean>>();

/** Whether a role's actions, less its notActions, contain an action. */
export function roleAllows(role: RoleDefinition, action: string): boolean {
  const known = decisions.get(role) ?? new Map<string, boolean>();
  decisions.set(role, known);
  let allowed = known.get(action);
  if (allowed === undefined) {
    allowed =
      role.actions.some(pattern => matches(pattern, action)) &&
      !role.notActions.some(pattern => matches(pattern, action));
    known.set(action, allowed);
  }
  return allowed;
}

/** Role assignments of a principal that are in force at a scope: assigned there or above. */
export function assignmentsInForce(
  world: World,
  principalId: string,
  scope: string,
): RoleAssignment[] {
  const now = world.clock.now();
  return withGroupsOf(world.state, principalId)
    .flatMap(id => roleAssignmentsAbove(world.state, id, scope))
    .filter(assignment => fromIso(assignment.effectiveFrom) <= now);
}

/** Whether a principal may do a management action at a scope. */
export function mayManage(
  world: World,
  principalId: string,
  action: string,
  scope: string,
): boolean {
  return assignmentsInForce(world, principalId, scope).some(assignment => {
    const role = roleByGuid(assignment.roleDefinitionGuid);
    return role !== undefined && roleAllows(role, action);
  });
}

/** Whether a principal may do a data action at a scope. */
export function mayUseData(
  world: World,
  principalId: string,
  dataAction: string,
  scope: string,
): boolean {
  return assignmentsInForce(world, principalId, scope).some(assignment =>
    roleByGuid(assignment.roleDefinitionGuid)?.dataActions.some(pattern =>
      matches(pattern, dataAction),
    ),
  );
}

/** Whether a principal has any right in a subscription: then it sees the subscription. */
export function seesSubscription(
  world: World,
  principalId: string,
  subscriptionId: string,
): boolean {
  const now = world.clock.now();
  return roleAssignmentsOf(world.state, principalId).some(
    assignment =>
      isWithinScope(assignment.scope, `/subscriptions/${subscriptionId}`) &&
      fromIso(assignment.effectiveFrom) <= now,
  );
}
