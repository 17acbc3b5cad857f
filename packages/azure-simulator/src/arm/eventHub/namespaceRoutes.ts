import { fromIso, toIso } from '../../clock/format';
import { objectAt, stringAt } from '../../http/json';
import { Route } from '../../http/Route';
import {
  idKey,
  isWithinScope,
  resourceGroupId,
  subscriptionScope,
} from '../../ids/armId';
import { mayManage } from '../../rbac/accessOf';
import { World } from '../../World';
import { armErrors } from '../armErrors';
import { operationStatusBody, startOperation } from '../asyncOperations';
import { normalizeRegion } from '../regions';
import { eventHubApiVersions, namespacePath } from './apiVersions';
import { eventHubErrors } from './eventHubErrors';
import { liveNamespaces, requireNamespace } from './findNamespace';
import {
  isNamespaceName,
  isNamespaceNameTaken,
  putNamespace,
} from './putNamespace';
import { renderNamespace } from './render';

const apiVersions = eventHubApiVersions;

/** Namespaces: long-running PUT and DELETE, lists, name check. */
export function namespaceRoutes(world: World): Route[] {
  const list = (scope: string, callerId: string, now: number) => ({
    status: 200,
    body: {
      value: liveNamespaces(world)
        .filter(
          namespace =>
            isWithinScope(namespace.id, scope) &&
            mayManage(
              world,
              callerId,
              'Microsoft.EventHub/namespaces/read',
              namespace.id,
            ),
        )
        .map(namespace => renderNamespace(namespace, now)),
    },
  });
  const operationUrl = (
    origin: string,
    operation: { id: string; subscriptionId: string; location: string },
    apiVersion: string,
    kind: 'operationStatuses' | 'operationResults',
  ) =>
    `${origin}/subscriptions/${operation.subscriptionId}/providers/Microsoft.EventHub/locations/${operation.location}/${kind}/${operation.id}?api-version=${apiVersion}`;

  return [
    {
      operationId: 'Namespaces_CheckNameAvailability',
      method: 'POST',
      path: '/subscriptions/{subscriptionId}/providers/Microsoft.EventHub/checkNameAvailability',
      apiVersions,
      action: 'Microsoft.EventHub/checkNameAvailability/action',
      readOnly: true,
      handle: ({ body }) => {
        const name = stringAt(body, 'name');
        if (name === undefined) {
          throw eventHubErrors.nameToCheckMissing();
        }
        if (!isNamespaceName(name)) {
          return {
            status: 200,
            body: {
              nameAvailable: false,
              reason: 'InvalidName',
              message: `The specified name '${name}' is invalid: 6 to 50 letters, digits and hyphens, a letter first, a letter or digit last.`,
            },
          };
        }
        return {
          status: 200,
          body: isNamespaceNameTaken(world, name)
            ? {
                nameAvailable: false,
                reason: 'NameInUse',
                message: "The specified name isn't available.",
              }
            : { nameAvailable: true, reason: 'None', message: '' },
        };
      },
    },
    {
      operationId: 'Namespaces_List',
      method: 'GET',
      path: '/subscriptions/{subscriptionId}/providers/Microsoft.EventHub/namespaces',
      apiVersions,
      scopeFrom: 'handler',
      handle: ({ params, caller, now }) =>
        list(subscriptionScope(params.subscriptionId), caller.objectId, now),
    },
    {
      operationId: 'Namespaces_ListByResourceGroup',
      method: 'GET',
      path: '/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.EventHub/namespaces',
      apiVersions,
      action: 'Microsoft.EventHub/namespaces/read',
      handle: ({ params, caller, now }) => {
        const scope = resourceGroupId(
          params.subscriptionId,
          params.resourceGroupName,
        );
        if (!world.state.resourceGroups[idKey(scope)]) {
          throw armErrors.resourceGroupNotFound({
            name: params.resourceGroupName,
          });
        }
        return list(scope, caller.objectId, now);
      },
    },
    {
      operationId: 'Namespaces_CreateOrUpdate',
      method: 'PUT',
      path: namespacePath,
      apiVersions,
      action: 'Microsoft.EventHub/namespaces/write',
      handle: request => {
        const { namespace, created } = putNamespace(world, request);
        const body = renderNamespace(namespace, request.now);
        if (!created) {
          return { status: 200, body };
        }
        const operation = startOperation(world, {
          subscriptionId: request.params.subscriptionId,
          location: normalizeRegion(namespace.location),
          duration: world.latencies.namespaceCreation,
        });
        // As it happens in production: `Failed`, without a code or a word.
        operation.failure = namespace.creationFailed ? {} : null;
        return {
          status: 201,
          body,
          headers: {
            'azure-asyncoperation': operationUrl(
              request.origin,
              operation,
              request.query.get('api-version') ?? '',
              'operationStatuses',
            ),
          },
        };
      },
    },
    {
      operationId: 'Namespaces_Get',
      method: 'GET',
      path: namespacePath,
      apiVersions,
      action: 'Microsoft.EventHub/namespaces/read',
      handle: ({ params, now }) => ({
        status: 200,
        body: renderNamespace(requireNamespace(world, params), now),
      }),
    },
    {
      operationId: 'Namespaces_Update',
      method: 'PATCH',
      path: namespacePath,
      apiVersions,
      action: 'Microsoft.EventHub/namespaces/write',
      handle: request => {
        const existing = requireNamespace(world, request.params);
        const { namespace } = putNamespace(world, {
          ...request,
          body: { ...objectAt(request.body), location: existing.location },
        });
        return {
          status: 200,
          body: renderNamespace(namespace, request.now),
        };
      },
    },
    {
      operationId: 'Namespaces_Delete',
      method: 'DELETE',
      path: namespacePath,
      apiVersions,
      action: 'Microsoft.EventHub/namespaces/delete',
      handle: ({ params, query, origin, now }) => {
        const namespace = liveNamespaces(world).find(
          candidate =>
            idKey(candidate.id).endsWith(
              `/namespaces/${params.namespaceName.toLowerCase()}`,
            ) &&
            isWithinScope(
              candidate.id,
              resourceGroupId(params.subscriptionId, params.resourceGroupName),
            ),
        );
        if (!namespace) {
          return { status: 204 };
        }
        namespace.removedAt = toIso(now + world.latencies.namespaceDeletion);
        const operation = startOperation(world, {
          subscriptionId: params.subscriptionId,
          location: normalizeRegion(namespace.location),
          duration: world.latencies.namespaceDeletion,
        });
        return {
          status: 202,
          headers: {
            location: operationUrl(
              origin,
              operation,
              query.get('api-version') ?? '',
              'operationResults',
            ),
          },
        };
      },
    },
    {
      operationId: 'OperationStatuses_Get',
      method: 'GET',
      path: '/subscriptions/{subscriptionId}/providers/Microsoft.EventHub/locations/{location}/operationStatuses/{operationId}',
      apiVersions,
      handle: ({ params, path, now }) => {
        const operation = world.state.operations[params.operationId];
        if (!operation) {
          throw eventHubErrors.operationNotFound({ id: params.operationId });
        }
        return {
          status: 200,
          body: operationStatusBody(operation, path, now),
        };
      },
    },
    {
      operationId: 'OperationResults_Get',
      method: 'GET',
      path: '/subscriptions/{subscriptionId}/providers/Microsoft.EventHub/locations/{location}/operationResults/{operationId}',
      apiVersions,
      handle: ({ params, origin, path, query, now }) => {
        const operation = world.state.operations[params.operationId];
        if (!operation) {
          throw eventHubErrors.operationNotFound({ id: params.operationId });
        }
        return fromIso(operation.finishesAt) > now
          ? {
              status: 202,
              headers: {
                location: `${origin}${path}?api-version=${query.get(
                  'api-version',
                )}`,
              },
            }
          : { status: 200, body: {} };
      },
    },
  ];
}
