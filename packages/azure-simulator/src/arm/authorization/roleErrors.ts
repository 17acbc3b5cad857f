import { ServiceError } from '../../http/ServiceError';

/** Refusals of Microsoft.Authorization. Source: https://learn.microsoft.com/azure/role-based-access-control/troubleshooting */
export const roleErrors = {
  principalNotFound: (principalId: string, tenantId: string) =>
    new ServiceError(
      400,
      'PrincipalNotFound',
      `Principal ${principalId.replace(
        /-/g,
        '',
      )} does not exist in the directory ${tenantId}. Check that you have the correct principal ID. If you are creating this principal and then immediately assigning a role, this error might be related to a replication delay. In this case, set the role assignment principalType property to a value, such as ServicePrincipal, User, or Group. See https://aka.ms/docs-principaltype`,
    ),
  unmatchedPrincipalType: (principalId: string, known: string, given: string) =>
    new ServiceError(
      400,
      'UnmatchedPrincipalType',
      `The PrincipalId '${principalId}' has type '${known}' , which is different from specified PrinciaplType '${given}'.`,
    ),
  assignmentExists: (name: string) =>
    new ServiceError(
      409,
      'RoleAssignmentExists',
      `The role assignment already exists. The ID of the existing role assignment is ${name.replace(
        /-/g,
        '',
      )}.`,
    ),
  updateNotPermitted: () =>
    new ServiceError(
      400,
      'RoleAssignmentUpdateNotPermitted',
      'Tenant ID, application ID, principal ID, and scope are not allowed to be updated.',
    ),
  assignmentNotFound: (name: string) =>
    new ServiceError(
      404,
      'RoleAssignmentNotFound',
      `The role assignment '${name}' is not found.`,
    ),
  definitionNotFound: (guid: string) =>
    new ServiceError(
      404,
      'RoleDefinitionDoesNotExist',
      `The specified role definition with ID '${guid}' does not exist.`,
    ),
  invalidAssignmentName: (name: string) =>
    new ServiceError(
      400,
      'InvalidRoleAssignmentId',
      `The role assignment ID '${name}' is not valid. The role assignment ID must be a GUID.`,
    ),
  missingProperty: (name: string) =>
    new ServiceError(
      400,
      'InvalidCreateRoleAssignmentRequest',
      `The request to create role assignment is not valid: the property '${name}' is required.`,
    ),
  unsupportedFilter: (filter: string) =>
    new ServiceError(
      400,
      'UnsupportedQuery',
      `The filter '${filter}' is not supported. Supported filters are either 'atScope()' or 'principalId eq '{value}'' or 'assignedTo('{value}')'.`,
    ),
};
