import { Route } from '../../http/Route';
import { idKey, isWithinScope, subscriptionScope } from '../../ids/armId';
import { mayManage, seesSubscription } from '../../rbac/accessOf';
import { ResourceGroup, Subscription } from '../../state';
import { World } from '../../World';
import { armErrors } from '../armErrors';
import { groupPage } from './groupPage';

/** `@azure/arm-resources` 8 sends 2025-04-01; subscriptions have versions of their own. */
const apiVersions = [
  /^20(1[6-9]|2[0-9])-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/,
] as const;

const groupPath =
  '/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}';

function renderGroup(group: ResourceGroup): Record<string, unknown> {
  return {
    id: group.id,
    name: group.name,
    type: 'Microsoft.Resources/resourceGroups',
    location: group.location,
    tags: group.tags,
    properties: { provisioningState: 'Succeeded' },
  };
}

/** Subscriptions, resource groups and provider registrations. */
export function resourceRoutes(world: World): Route[] {
  const renderSubscription = (subscription: Subscription) => ({
    id: subscriptionScope(subscription.subscriptionId),
    authorizationSource: 'RoleBased',
    managedByTenants: [],
    subscriptionId: subscription.subscriptionId,
    tenantId: world.state.directory.tenantId,
    displayName: subscription.displayName,
    state: subscription.state,
    subscriptionPolicies: {
      locationPlacementId: 'Public_2014-09-01',
      quotaId: 'EnterpriseAgreement_2014-09-01',
      spendingLimit: 'Off',
    },
  });
  const renderProvider = (subscription: Subscription, namespace: string) => ({
    id: `${subscriptionScope(
      subscription.subscriptionId,
    )}/providers/${namespace}`,
    namespace,
    registrationPolicy: 'RegistrationRequired',
    registrationState:
      subscription.providers[namespace.toLowerCase()] ?? 'NotRegistered',
    resourceTypes: [],
  });
  const subscriptionOf = (params: Record<string, string>) =>
    world.state.subscriptions[params.subscriptionId.toLowerCase()];
  const groupOf = (params: Record<string, string>) => {
    const id = idKey(
      `/subscriptions/${params.subscriptionId}/resourceGroups/${params.resourceGroupName}`,
    );
    return world.state.resourceGroups[id];
  };

  return [
    {
      operationId: 'Subscriptions_List',
      method: 'GET',
      path: '/subscriptions',
      apiVersions,
      scopeFrom: 'handler',
      handle: ({ caller }) => ({
        status: 200,
        body: {
          value: Object.values(world.state.subscriptions)
            .filter(subscription =>
              seesSubscription(
                world,
                caller.objectId,
                subscription.subscriptionId,
              ),
            )
            .map(renderSubscription),
          // The document makes it obligatory; empty, it ends the paging.
          nextLink: '',
        },
      }),
    },
    {
      operationId: 'Subscriptions_Get',
      method: 'GET',
      path: '/subscriptions/{subscriptionId}',
      apiVersions,
      scopeFrom: 'handler',
      handle: ({ params, caller, path }) => {
        if (!seesSubscription(world, caller.objectId, params.subscriptionId)) {
          throw armErrors.authorizationFailed({
            ...caller,
            action: 'Microsoft.Resources/subscriptions/read',
            scope: path,
          });
        }
        return {
          status: 200,
          body: renderSubscription(subscriptionOf(params)),
        };
      },
    },
    {
      operationId: 'ResourceGroups_List',
      method: 'GET',
      path: '/subscriptions/{subscriptionId}/resourceGroups',
      apiVersions,
      scopeFrom: 'handler',
      handle: request => ({
        status: 200,
        body: groupPage(
          request,
          Object.values(world.state.resourceGroups)
            .filter(
              group =>
                isWithinScope(
                  group.id,
                  subscriptionScope(request.params.subscriptionId),
                ) &&
                mayManage(
                  world,
                  request.caller.objectId,
                  'Microsoft.Resources/subscriptions/resourceGroups/read',
                  group.id,
                ),
            )
            .map(renderGroup),
        ),
      }),
    },
    {
      operationId: 'ResourceGroups_Get',
      method: 'GET',
      path: groupPath,
      apiVersions,
      action: 'Microsoft.Resources/subscriptions/resourceGroups/read',
      handle: ({ params }) => {
        const group = groupOf(params);
        if (!group) {
          throw armErrors.resourceGroupNotFound({
            name: params.resourceGroupName,
          });
        }
        return { status: 200, body: renderGroup(group) };
      },
    },
    {
      operationId: 'ResourceGroups_CheckExistence',
      method: 'HEAD',
      path: groupPath,
      apiVersions,
      action: 'Microsoft.Resources/subscriptions/resourceGroups/read',
      handle: ({ params }) => ({ status: groupOf(params) ? 204 : 404 }),
    },
    {
      operationId: 'Providers_List',
      method: 'GET',
      path: '/subscriptions/{subscriptionId}/providers',
      apiVersions,
      action: 'Microsoft.Resources/subscriptions/providers/read',
      handle: ({ params }) => {
        const subscription = subscriptionOf(params);
        return {
          status: 200,
          body: {
            value: Object.keys(subscription.providers).map(namespace =>
              renderProvider(subscription, namespace),
            ),
          },
        };
      },
    },
    {
      operationId: 'Providers_Get',
      method: 'GET',
      path: '/subscriptions/{subscriptionId}/providers/{resourceProviderNamespace}',
      apiVersions,
      action: 'Microsoft.Resources/subscriptions/providers/read',
      handle: ({ params }) => {
        const subscription = subscriptionOf(params);
        const namespace = params.resourceProviderNamespace;
        if (subscription.providers[namespace.toLowerCase()] === undefined) {
          throw armErrors.providerNotFound({ namespace });
        }
        return {
          status: 200,
          body: renderProvider(subscription, namespace),
        };
      },
    },
    {
      operationId: 'Providers_Register',
      method: 'POST',
      path: '/subscriptions/{subscriptionId}/providers/{resourceProviderNamespace}/register',
      apiVersions,
      action: 'Microsoft.Resources/subscriptions/providers/register/action',
      handle: ({ params }) => {
        const subscription = subscriptionOf(params);
        const namespace = params.resourceProviderNamespace;
        if (subscription.providers[namespace.toLowerCase()] === undefined) {
          throw armErrors.providerNotFound({ namespace });
        }
        subscription.providers[namespace.toLowerCase()] = 'Registered';
        return {
          status: 200,
          body: renderProvider(subscription, namespace),
        };
      },
    },
  ];
}
