import {
  AuthorizationManagementClient,
  RoleAssignment as SdkRoleAssignment,
} from '@azure/arm-authorization';
import { InputError } from '@backstage/errors';
import { v5 as uuidv5 } from 'uuid';
import { AzureConnection } from './AzureConnection';
import { AzureCall, AzureError, isAzureError } from './AzureError';
import { CallOptions, RoleAssignment, RoleAssignments } from './AzureServices';
import { callAzure, findInAzure, readAll } from './callAzure';
import { parseGuid } from './parseGuid';
import { remember } from './remember';
import { ResourceManagerRest } from './ResourceManagerRest';
import { waitUntil } from './waitUntil';

const service = 'Azure Resource Manager';

/** UUIDv5 namespace of our role assignments' names; arbitrary, and fixed for ever. */
const NAMES = '6f2c1d52-7a0e-5c1b-9b0a-3f6f9f0f6a11';

/** {@link RoleAssignments} over `@azure/arm-authorization`. */
export class SdkRoleAssignments implements RoleAssignments {
  readonly #client: (subscriptionId: string) => AuthorizationManagementClient;
  readonly #rest: ResourceManagerRest;
  readonly #consistencyTimeout: number;

  constructor(connection: AzureConnection, rest: ResourceManagerRest) {
    this.#rest = rest;
    this.#consistencyTimeout = connection.timings.consistencyTimeout;
    this.#client = remember(subscriptionId =>
      connection.withPolicies(
        new AuthorizationManagementClient(
          connection.credential,
          subscriptionId,
          connection.clientOptions(connection.cloud.resourceManager),
        ),
      ),
    );
  }

  async listInSubscription(
    subscriptionId: string,
    options?: CallOptions,
  ): Promise<RoleAssignment[]> {
    const all = await callAzure(
      {
        service,
        action: `list the role assignments of subscription '${subscriptionId}'`,
      },
      options,
      sdk =>
        readAll(
          this.#client(subscriptionId).roleAssignments.listForSubscription(sdk),
        ),
    );
    return all.map(toRoleAssignment);
  }

  async listAtScope(
    scope: string,
    options?: CallOptions,
  ): Promise<RoleAssignment[]> {
    return this.#list(scope, 'atScope()', options);
  }

  async listFor(
    { scope, principalId }: { scope: string; principalId: string },
    options?: CallOptions,
  ): Promise<RoleAssignment[]> {
    return this.#list(
      scope,
      `atScope() and assignedTo('${parseGuid(principalId, 'principalId')}')`,
      options,
    );
  }

  async assign(
    assignment: {
      scope: string;
      roleId: string;
      principalId: string;
      description: string;
    },
    options?: CallOptions,
  ): Promise<RoleAssignment> {
    const existing = await this.#find(assignment, options);
    if (existing) {
      return existing;
    }
    const call: AzureCall = {
      service,
      action: `assign role '${assignment.roleId}' at '${assignment.scope}' to principal '${assignment.principalId}'`,
    };
    const refusal: { last?: AzureError } = {};
    const made = await waitUntil(
      async () => {
        try {
          return await this.#create(call, assignment, options);
        } catch (error) {
          if (isAzureError(error) && error.code === 'RoleAssignmentExists') {
            return await this.#find(assignment, options);
          }
          if (isAzureError(error) && error.code === 'PrincipalNotFound') {
            refusal.last = error;
            return undefined;
          }
          throw error;
        }
      },
      { timeout: this.#consistencyTimeout, signal: options?.signal },
    );
    if (made) {
      return made;
    }
    throw (
      refusal.last ??
      new AzureError({
        ...call,
        kind: 'timeout',
        azureMessage: 'the assignment is said to exist but is not listed',
      })
    );
  }

  idOf(assignment: {
    scope: string;
    roleId: string;
    principalId: string;
  }): string {
    return `/${withoutSlash(
      assignment.scope,
    )}/providers/Microsoft.Authorization/roleAssignments/${roleAssignmentName(
      assignment,
    )}`;
  }

  async delete(id: string, options?: CallOptions): Promise<void> {
    await findInAzure(
      { service, action: `delete role assignment '${id}'` },
      options,
      sdk =>
        this.#client(subscriptionOf(id)).roleAssignments.deleteById(
          withoutSlash(id),
          sdk,
        ),
    );
  }

  async permissions(
    scope: string,
    options?: CallOptions,
  ): Promise<{ actions: string[]; notActions: string[] }[]> {
    // The SDK asks for resource groups and resources only, each in a way of
    // its own; the operation itself takes any scope.
    const all = await this.#rest.list(
      { service, action: `read the own permissions at '${scope}'` },
      `/${withoutSlash(scope)}/providers/Microsoft.Authorization/permissions`,
      '2022-04-01',
      options,
    );
    return all.map(permission => ({
      actions: strings(permission.actions),
      notActions: strings(permission.notActions),
    }));
  }

  async #find(
    wanted: { scope: string; roleId: string; principalId: string },
    options?: CallOptions,
  ): Promise<RoleAssignment | undefined> {
    const all = await this.listAtScope(wanted.scope, options);
    const scope = withoutSlash(wanted.scope).toLowerCase();
    return all.find(
      candidate =>
        withoutSlash(candidate.scope).toLowerCase() === scope &&
        candidate.roleId === wanted.roleId.toLowerCase() &&
        candidate.principalId.toLowerCase() ===
          wanted.principalId.toLowerCase(),
    );
  }

  async #list(
    scope: string,
    filter: string,
    options?: CallOptions,
  ): Promise<RoleAssignment[]> {
    const all = await callAzure(
      { service, action: `list the role assignments of '${scope}'` },
      options,
      sdk =>
        readAll(
          this.#client(subscriptionOf(scope)).roleAssignments.listForScope(
            withoutSlash(scope),
            { filter, ...sdk },
          ),
        ),
    );
    return all.map(toRoleAssignment);
  }

  async #create(
    call: AzureCall,
    wanted: {
      scope: string;
      roleId: string;
      principalId: string;
      description: string;
    },
    options?: CallOptions,
  ): Promise<RoleAssignment> {
    const subscriptionId = subscriptionOf(wanted.scope);
    const made = await callAzure(call, options, sdk =>
      this.#client(subscriptionId).roleAssignments.create(
        withoutSlash(wanted.scope),
        roleAssignmentName(wanted),
        {
          roleDefinitionId: `/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${wanted.roleId}`,
          principalId: wanted.principalId,
          // Spares Azure the look-up that fails while the directory replicates.
          principalType: 'ServicePrincipal',
          description: wanted.description,
        },
        sdk,
      ),
    );
    return toRoleAssignment(made);
  }
}

/**
 * The name of an assignment: the same for the same scope, principal and role,
 * so that a second run finds what the first one made.
 */
export function roleAssignmentName(assignment: {
  scope: string;
  principalId: string;
  roleId: string;
}): string {
  return uuidv5(
    [withoutSlash(assignment.scope), assignment.principalId, assignment.roleId]
      .join('|')
      .toLowerCase(),
    NAMES,
  );
}

/** A scope with a slash in front would put two into the SDK's path. */
function withoutSlash(scope: string): string {
  return scope.replace(/^\/+/, '').replace(/\/+$/, '');
}

function subscriptionOf(scope: string): string {
  const match = /^\/?subscriptions\/([0-9a-f-]{36})(?:\/|$)/i.exec(scope);
  if (!match) {
    throw new InputError(
      `'${scope}' is not the scope of a role assignment; expected /subscriptions/…`,
    );
  }
  return match[1].toLowerCase();
}

function toRoleAssignment(assignment: SdkRoleAssignment): RoleAssignment {
  return {
    id: assignment.id ?? '',
    scope: assignment.scope ?? '',
    roleId: (assignment.roleDefinitionId ?? '')
      .split('/')
      .slice(-1)[0]
      .toLowerCase(),
    principalId: assignment.principalId ?? '',
    ...(assignment.principalType
      ? { principalType: assignment.principalType }
      : {}),
  };
}

function strings(value: unknown): string[] {
  return Array.isArray(value)
    ? value.filter((item): item is string => typeof item === 'string')
    : [];
}
