import { randomBytes, randomUUID } from 'node:crypto';
import { fromIso, toIso } from '../clock/format';
import { booleanAt, stringAt, stringsAt } from '../http/json';
import { Route } from '../http/Route';
import { AppRoleAssignment, ServicePrincipal } from '../state';
import { World } from '../World';
import {
  readableServicePrincipals,
  requireServicePrincipal,
} from './directoryObjects';
import { graphErrors } from './graphErrors';
import {
  grantsOf,
  readApplications,
  requireOneOf,
  requireWritable,
} from './graphPermissions';
import { odataEntity, odataList } from './odata';
import { recycleServicePrincipal } from './recycleBin';
import { renderGrant, renderServicePrincipal } from './render';

const keys = [
  '/v1.0/servicePrincipals/{id}',
  "/v1.0/servicePrincipals(appId='{appId}')",
] as const;

/** Service principals and the application permissions granted to them. */
export function servicePrincipalRoutes(world: World): Route[] {
  const isLiving = ({ principalId, resourceId }: AppRoleAssignment) => {
    const { servicePrincipals } = world.state.directory;
    return (
      servicePrincipals[principalId] !== undefined &&
      servicePrincipals[resourceId] !== undefined
    );
  };
  const all = () => Object.values(world.state.directory.servicePrincipals);
  const require = (params: Record<string, string>) =>
    requireServicePrincipal(world, params);
  const grant = (body: unknown, now: number): AppRoleAssignment => {
    const { directory } = world.state;
    const principalId = stringAt(body, 'principalId') ?? '';
    const resourceId = stringAt(body, 'resourceId') ?? '';
    const appRoleId = stringAt(body, 'appRoleId') ?? '';
    const resource = directory.servicePrincipals[resourceId];
    if (
      !directory.servicePrincipals[principalId] ||
      !resource?.appRoles.some(role => role.id === appRoleId)
    ) {
      throw graphErrors.invalidReference();
    }
    const exists = directory.appRoleAssignments.some(
      assignment =>
        assignment.principalId === principalId &&
        assignment.resourceId === resourceId &&
        assignment.appRoleId === appRoleId,
    );
    if (exists) {
      throw graphErrors.grantExists();
    }
    const created: AppRoleAssignment = {
      id: randomBytes(32).toString('base64url'),
      appRoleId,
      principalId,
      resourceId,
      createdDateTime: toIso(now),
    };
    directory.appRoleAssignments.push(created);
    return created;
  };

  const collection: Route[] = [
    {
      operationId: 'servicePrincipals.servicePrincipal.ListServicePrincipal',
      method: 'GET',
      path: '/v1.0/servicePrincipals',
      handle: request => {
        requireOneOf(world, request.caller, readApplications);
        return {
          status: 200,
          body: odataList(
            request,
            'servicePrincipals',
            readableServicePrincipals(world).map(principal =>
              renderServicePrincipal(world, principal),
            ),
          ),
        };
      },
    },
    {
      operationId: 'servicePrincipals.servicePrincipal.CreateServicePrincipal',
      method: 'POST',
      path: '/v1.0/servicePrincipals',
      handle: request => {
        const { body, caller, now } = request;
        const { directory } = world.state;
        requireOneOf(world, caller, [
          'Application.ReadWrite.OwnedBy',
          'Application.ReadWrite.All',
        ]);
        const appId = stringAt(body, 'appId')?.toLowerCase() ?? '';
        const application = Object.values(directory.applications).find(
          candidate =>
            candidate.appId === appId && candidate.deletedDateTime === null,
        );
        if (
          !application ||
          fromIso(application.createdDateTime) +
            world.latencies.principalCreation >
            now
        ) {
          throw graphErrors.noBackingApplication({ appId });
        }
        requireWritable(world, caller, application);
        if (all().some(principal => principal.appId === appId)) {
          throw graphErrors.servicePrincipalExists({ appId });
        }
        const principal: ServicePrincipal = {
          id: randomUUID(),
          appId,
          displayName: application.displayName,
          accountEnabled: booleanAt(body, 'accountEnabled') ?? true,
          createdDateTime: toIso(now),
          replicatedAt: toIso(now + world.latencies.applicationReplication),
          readableFrom: toIso(now + world.latencies.graphReplication),
          tags: stringsAt(body, 'tags') ?? [],
          appRoles: [],
          ownerIds: [caller.objectId],
        };
        directory.servicePrincipals[principal.id] = principal;
        return {
          status: 201,
          body: odataEntity(
            request,
            'servicePrincipals',
            renderServicePrincipal(world, principal),
          ),
        };
      },
    },
  ];

  const single = keys.flatMap((key): Route[] => [
    ...(['appRoleAssignments', 'appRoleAssignedTo'] as const).flatMap(
      (relation): Route[] => [
        {
          operationId: `servicePrincipals.List${relation}`,
          method: 'GET',
          path: `${key}/${relation}`,
          handle: request => {
            requireOneOf(world, request.caller, readApplications);
            const { id } = require(request.params);
            const side =
              relation === 'appRoleAssignments' ? 'principalId' : 'resourceId';
            return {
              status: 200,
              body: odataList(
                request,
                'appRoleAssignments',
                world.state.directory.appRoleAssignments
                  .filter(
                    assignment =>
                      assignment[side] === id &&
                      // Those of deleted service principals wait for their restoration.
                      isLiving(assignment),
                  )
                  .map(assignment => renderGrant(world, assignment)),
              ),
            };
          },
        },
        {
          operationId: `servicePrincipals.Create${relation}`,
          method: 'POST',
          path: `${key}/${relation}`,
          handle: request => {
            requireOneOf(world, request.caller, [
              'AppRoleAssignment.ReadWrite.All',
            ]);
            // microsoft-graph-docs-contrib#3970: the first permission alone is refused.
            requireOneOf(world, request.caller, [
              'Application.Read.All',
              'Application.ReadWrite.All',
              'Directory.Read.All',
            ]);
            require(request.params);
            return {
              status: 201,
              body: odataEntity(
                request,
                'appRoleAssignments',
                renderGrant(world, grant(request.body, request.now)),
              ),
            };
          },
        },
        {
          operationId: `servicePrincipals.Delete${relation}`,
          method: 'DELETE',
          path: `${key}/${relation}/{assignmentId}`,
          handle: ({ params, caller }) => {
            requireOneOf(world, caller, ['AppRoleAssignment.ReadWrite.All']);
            require(params);
            const { appRoleAssignments } = world.state.directory;
            const index = appRoleAssignments.findIndex(
              assignment => assignment.id === params.assignmentId,
            );
            if (index < 0) {
              throw graphErrors.notFound({ id: params.assignmentId });
            }
            appRoleAssignments.splice(index, 1);
            return { status: 204 };
          },
        },
      ],
    ),
    {
      operationId: 'servicePrincipals.servicePrincipal.GetServicePrincipal',
      method: 'GET',
      path: key,
      handle: request => {
        requireOneOf(world, request.caller, readApplications);
        return {
          status: 200,
          body: odataEntity(
            request,
            'servicePrincipals',
            renderServicePrincipal(world, require(request.params)),
          ),
        };
      },
    },
    {
      operationId: 'servicePrincipals.servicePrincipal.UpdateServicePrincipal',
      method: 'PATCH',
      path: key,
      handle: ({ params, caller, body }) => {
        const principal = require(params);
        requireWritable(world, caller, principal);
        principal.accountEnabled =
          booleanAt(body, 'accountEnabled') ?? principal.accountEnabled;
        principal.tags = stringsAt(body, 'tags') ?? principal.tags;
        return { status: 204 };
      },
    },
    {
      operationId: 'servicePrincipals.servicePrincipal.DeleteServicePrincipal',
      method: 'DELETE',
      path: key,
      handle: ({ params, caller }) => {
        const principal = require(params);
        requireWritable(world, caller, principal);
        recycleServicePrincipal(world, principal);
        return { status: 204 };
      },
    },
  ]);

  return [
    ...collection,
    ...single,
    {
      operationId: 'policies.GetDefaultAppManagementPolicy',
      method: 'GET',
      path: '/v1.0/policies/defaultAppManagementPolicy',
      handle: ({ caller }) => {
        if (!grantsOf(world, caller).includes('Policy.Read.All')) {
          throw graphErrors.requestDenied();
        }
        const days = world.state.directory.maxSecretLifetimeDays;
        return {
          status: 200,
          body: {
            '@odata.context':
              'https://graph.microsoft.com/v1.0/$metadata#policies/defaultAppManagementPolicy/$entity',
            id: '00000000-0000-0000-0000-000000000000',
            displayName: 'Default app management tenant policy',
            description:
              'Default tenant policy that enforces app management restrictions on applications and service principals.',
            isEnabled: days !== null,
            applicationRestrictions: {
              passwordCredentials:
                days === null
                  ? []
                  : [
                      {
                        restrictionType: 'passwordLifetime',
                        maxLifetime: `P${days}D`,
                        state: 'enabled',
                        restrictForAppsCreatedAfterDateTime:
                          '2019-10-19T10:37:00Z',
                      },
                    ],
              keyCredentials: [],
            },
            servicePrincipalRestrictions: {
              passwordCredentials: [],
              keyCredentials: [],
            },
          },
        };
      },
    },
  ];
}
