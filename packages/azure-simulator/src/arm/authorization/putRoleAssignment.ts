import { fromIso, toIso } from '../../clock/format';
import { stringAt } from '../../http/json';
import { ServiceRequest } from '../../http/Route';
import { idKey, roleDefinitionGuid } from '../../ids/armId';
import { assignmentsInForce } from '../../rbac/accessOf';
import {
  roleAssignmentsOf,
  storeRoleAssignment,
} from '../../rbac/RoleAssignmentIndex';
import { roleByGuid } from '../../rbac/roleDefinitions';
import { RoleAssignment } from '../../state';
import { World } from '../../World';
import { armErrors } from '../armErrors';
import { roleErrors } from './roleErrors';

const guidPattern =
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Roles that a condition on the caller's own assignment lets it assign; undefined when it has none. */
function rolesNamedIn(condition: string): string[] | undefined {
  const list =
    /RoleDefinitionId\]\s*ForAnyOfAnyValues:GuidEquals\s*\{([^}]*)\}/i.exec(
      condition,
    )?.[1];
  return list?.split(',').map(guid => guid.trim().toLowerCase());
}

function requireConditionFulfilled(
  world: World,
  request: ServiceRequest,
  scope: string,
  guid: string,
): void {
  const granting = assignmentsInForce(
    world,
    request.caller.objectId,
    scope,
  ).filter(assignment => {
    const role = roleByGuid(assignment.roleDefinitionGuid);
    return role?.actions.some(
      action =>
        action === '*' ||
        action === 'Microsoft.Authorization/*' ||
        action === 'Microsoft.Authorization/roleAssignments/write',
    );
  });
  const allowed = granting.some(assignment => {
    if (assignment.condition === null) {
      return true;
    }
    return rolesNamedIn(assignment.condition)?.includes(guid) ?? false;
  });
  if (!allowed) {
    throw armErrors.authorizationFailed({
      ...request.caller,
      action: 'Microsoft.Authorization/roleAssignments/write',
      scope,
    });
  }
}

/** A role assignment as its PUT leaves it. */
export function putRoleAssignment(
  world: World,
  request: ServiceRequest,
  scope: string,
): { assignment: RoleAssignment; created: boolean } {
  const { params, body, now } = request;
  const name = params.roleAssignmentName;
  if (!guidPattern.test(name)) {
    throw roleErrors.invalidAssignmentName({ name });
  }
  const roleDefinitionId = stringAt(body, 'properties', 'roleDefinitionId');
  const principalId = stringAt(body, 'properties', 'principalId');
  if (!roleDefinitionId) {
    throw roleErrors.missingProperty({ name: 'roleDefinitionId' });
  }
  if (!principalId) {
    throw roleErrors.missingProperty({ name: 'principalId' });
  }
  const guid = roleDefinitionGuid(roleDefinitionId);
  if (!roleByGuid(guid)) {
    throw roleErrors.definitionNotFound({ guid });
  }
  requireConditionFulfilled(world, request, scope, guid);

  const id = `${scope}/providers/Microsoft.Authorization/roleAssignments/${name}`;
  const existing = world.state.roleAssignments[idKey(id)];
  if (existing) {
    if (
      existing.principalId !== principalId ||
      existing.roleDefinitionGuid !== guid
    ) {
      throw roleErrors.updateNotPermitted();
    }
    const assignment = {
      ...existing,
      description:
        stringAt(body, 'properties', 'description') ?? existing.description,
    };
    storeRoleAssignment(world.state, assignment);
    return { assignment, created: false };
  }
  const same = roleAssignmentsOf(world.state, principalId).find(
    assignment =>
      idKey(assignment.scope) === idKey(scope) &&
      assignment.roleDefinitionGuid === guid,
  );
  if (same) {
    throw roleErrors.assignmentExists({ id: same.name.replace(/-/g, '') });
  }
  const { tenantId, servicePrincipals, otherPrincipals } =
    world.state.directory;
  const principal = servicePrincipals[principalId];
  const knownType = principal
    ? 'ServicePrincipal'
    : otherPrincipals?.[principalId];
  const principalType = stringAt(body, 'properties', 'principalType');
  // A named principal type skips the look-up in the directory, which may lag.
  if (
    !knownType ||
    (principal &&
      principalType === undefined &&
      fromIso(principal.replicatedAt) > now)
  ) {
    throw roleErrors.principalNotFound({
      principalId: principalId.replace(/-/g, ''),
      tenantId,
    });
  }
  if (principalType !== undefined && principalType !== knownType) {
    throw roleErrors.unmatchedPrincipalType({
      principalId,
      actual: knownType,
      given: principalType,
    });
  }
  const assignment: RoleAssignment = {
    id,
    name,
    scope,
    roleDefinitionGuid: guid,
    principalId,
    principalType: knownType,
    description: stringAt(body, 'properties', 'description') ?? null,
    condition: stringAt(body, 'properties', 'condition') ?? null,
    conditionVersion: stringAt(body, 'properties', 'conditionVersion') ?? null,
    createdOn: toIso(now),
    createdBy: request.caller.objectId,
    effectiveFrom: toIso(now + world.latencies.roleAssignment),
  };
  storeRoleAssignment(world.state, assignment);
  return { assignment, created: true };
}
