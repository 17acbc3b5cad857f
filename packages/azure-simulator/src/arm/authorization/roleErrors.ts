import { defineErrors } from '../../errors/defineErrors';

const { group, builders } = defineErrors(
  {
    id: 'authorization',
    title: 'Microsoft.Authorization',
    source:
      'https://learn.microsoft.com/azure/role-based-access-control/troubleshooting',
  },
  {
    principalNotFound: {
      status: 400,
      code: 'PrincipalNotFound',
      message:
        'Principal {principalId} does not exist in the directory {tenantId}. Check that you have the correct principal ID. If you are creating this principal and then immediately assigning a role, this error might be related to a replication delay. In this case, set the role assignment principalType property to a value, such as ServicePrincipal, User, or Group. See https://aka.ms/docs-principaltype',
      when: 'The principal does not exist, or is not replicated yet and the body names no principalType. The id comes without hyphens.',
    },
    unmatchedPrincipalType: {
      status: 400,
      code: 'UnmatchedPrincipalType',
      message:
        "The PrincipalId '{principalId}' has type '{actual}' , which is different from specified PrinciaplType '{given}'.",
      when: 'principalType is not what the principal is; the misspelling is the service’s.',
    },
    assignmentExists: {
      status: 409,
      code: 'RoleAssignmentExists',
      message:
        'The role assignment already exists. The ID of the existing role assignment is {id}.',
      when: 'The principal has the role at the scope under another name. The id comes without hyphens.',
    },
    updateNotPermitted: {
      status: 400,
      code: 'RoleAssignmentUpdateNotPermitted',
      message:
        'Tenant ID, application ID, principal ID, and scope are not allowed to be updated.',
      when: 'An assignment is put under the name of another.',
    },
    assignmentNotFound: {
      status: 404,
      code: 'RoleAssignmentNotFound',
      message: "The role assignment '{name}' is not found.",
      when: 'A path names an assignment that does not exist.',
    },
    definitionNotFound: {
      status: 404,
      code: 'RoleDefinitionDoesNotExist',
      message: "The specified role definition with ID '{guid}' does not exist.",
      when: 'A body or path names a role that does not exist.',
    },
    invalidAssignmentName: {
      status: 400,
      code: 'InvalidRoleAssignmentId',
      message:
        "The role assignment ID '{name}' is not valid. The role assignment ID must be a GUID.",
      when: 'An assignment is put under a name that is no GUID.',
    },
    missingProperty: {
      status: 400,
      code: 'InvalidCreateRoleAssignmentRequest',
      message:
        "The request to create role assignment is not valid: the property '{name}' is required.",
      when: 'A body names no role or no principal.',
      ownWords: true,
    },
    unsupportedFilter: {
      status: 400,
      code: 'UnsupportedQuery',
      message:
        "The filter '{filter}' is not supported. Supported filters are either 'atScope()' or 'principalId eq '{{value}}'' or 'assignedTo('{{value}}')'.",
      when: 'A $filter is none of those that the service has.',
    },
  },
);

/** For the table of errors. */
export const roleErrorGroup = group;

/** Refusals of Microsoft.Authorization. */
export const roleErrors = builders;
