import { AppRole } from '../state';
import { Caller } from '../login/Caller';
import { World } from '../World';
import { graphErrors } from './graphErrors';

/** Client id of Microsoft Graph in every tenant. */
export const graphAppId = '00000003-0000-0000-c000-000000000000';

function appRole(value: string, id: string, displayName: string): AppRole {
  return { id, value, displayName, description: displayName };
}

/**
 * Application permissions of Microsoft Graph that matter here.
 * Source: https://learn.microsoft.com/graph/permissions-reference
 */
export const graphAppRoles: readonly AppRole[] = [
  {
    id: 'd903a879-88e0-4c09-b0c9-82f6a1333f84',
    value: 'SecurityEvents.ReadWrite.All',
    displayName: "Read and update your organization's security events",
    description:
      "Allows the app to read your organization's security events without a signed-in user. Also allows the app to update editable properties in security events.",
  },
  appRole(
    'SecurityEvents.Read.All',
    'bf394140-e372-4bf9-a898-299cfc7564e5',
    "Read your organization's security events",
  ),
  appRole(
    'Application.Read.All',
    '9a5d68dd-52b0-4cc2-bd40-abcf44ac3a30',
    'Read all applications',
  ),
  appRole(
    'Application.ReadWrite.All',
    '1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9',
    'Read and write all applications',
  ),
  appRole(
    'Application.ReadWrite.OwnedBy',
    '18a4783c-866b-4cc7-a460-3d5e5662c884',
    'Manage apps that this app creates or owns',
  ),
  appRole(
    'AppRoleAssignment.ReadWrite.All',
    '06b708a9-e830-4db3-a914-8e69da51d44f',
    'Manage app permission grants and app role assignments',
  ),
  appRole(
    'Directory.Read.All',
    '7ab1d382-f21e-4acd-a863-ba3e13f7da61',
    'Read directory data',
  ),
  appRole(
    'Policy.Read.All',
    '246dd0d5-5bd0-4def-940b-0421030a5b68',
    "Read your organization's policies",
  ),
];

/** The id of a Graph application permission by its value; throws for one that is not in the table. */
export function graphAppRoleId(value: string): string {
  const found = graphAppRoles.find(role => role.value === value);
  if (!found) {
    throw new Error(`The simulator has no Graph permission '${value}'.`);
  }
  return found.id;
}

/** Values of the Graph permissions that a caller was granted. */
export function grantsOf(world: World, caller: Caller): string[] {
  return world.state.directory.appRoleAssignments
    .filter(
      assignment =>
        assignment.principalId === caller.objectId &&
        world.state.directory.servicePrincipals[assignment.resourceId]
          ?.appId === graphAppId,
    )
    .flatMap(
      assignment =>
        graphAppRoles.find(role => role.id === assignment.appRoleId)?.value ??
        [],
    );
}

/** Throws 403 unless the caller holds one of some permissions. */
export function requireOneOf(
  world: World,
  caller: Caller,
  permissions: readonly string[],
): void {
  const grants = grantsOf(world, caller);
  if (!permissions.some(permission => grants.includes(permission))) {
    throw graphErrors.requestDenied();
  }
}

/** What reading applications and service principals needs. */
export const readApplications = [
  'Application.Read.All',
  'Application.ReadWrite.OwnedBy',
  'Application.ReadWrite.All',
  'Directory.Read.All',
] as const;

/** Throws 403 unless the caller may write an object: all of them, or its own. */
export function requireWritable(
  world: World,
  caller: Caller,
  object: { ownerIds: string[] },
): void {
  const grants = grantsOf(world, caller);
  const owns = object.ownerIds.includes(caller.objectId);
  if (
    !grants.includes('Application.ReadWrite.All') &&
    !(grants.includes('Application.ReadWrite.OwnedBy') && owns)
  ) {
    throw graphErrors.requestDenied();
  }
}
