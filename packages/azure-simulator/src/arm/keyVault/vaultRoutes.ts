import { Route } from '../../http/Route';
import {
  idKey,
  isWithinScope,
  subscriptionScope,
  vaultId,
} from '../../ids/armId';
import { mayManage } from '../../rbac/accessOf';
import { Vault } from '../../state';
import { World } from '../../World';
import { armErrors } from '../armErrors';
import { renderVault } from './renderVault';

const apiVersions = [
  '2021-10-01',
  '2022-07-01',
  '2023-02-01',
  '2023-07-01',
  '2024-11-01',
] as const;

/** Vaults as resources, read only; their secrets have a host of their own. */
export function vaultRoutes(world: World): Route[] {
  const render = (vault: Vault) =>
    renderVault(vault, world.state.directory.tenantId);
  return [
    {
      operationId: 'Vaults_ListBySubscription',
      method: 'GET',
      path: '/subscriptions/{subscriptionId}/providers/Microsoft.KeyVault/vaults',
      apiVersions,
      scopeFrom: 'handler',
      handle: ({ params, caller }) => ({
        status: 200,
        body: {
          value: Object.values(world.state.vaults)
            .filter(
              vault =>
                isWithinScope(
                  vault.id,
                  subscriptionScope(params.subscriptionId),
                ) &&
                mayManage(
                  world,
                  caller.objectId,
                  'Microsoft.KeyVault/vaults/read',
                  vault.id,
                ),
            )
            .map(render),
        },
      }),
    },
    {
      operationId: 'Vaults_Get',
      method: 'GET',
      path: '/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.KeyVault/vaults/{vaultName}',
      apiVersions,
      action: 'Microsoft.KeyVault/vaults/read',
      handle: ({ params }) => {
        const vault = world.state.vaults[params.vaultName.toLowerCase()];
        const id = vaultId(
          params.subscriptionId,
          params.resourceGroupName,
          params.vaultName,
        );
        if (!vault || idKey(vault.id) !== idKey(id)) {
          throw armErrors.resourceNotFound({
            type: 'Microsoft.KeyVault/vaults',
            name: params.vaultName,
            resourceGroup: params.resourceGroupName,
          });
        }
        return { status: 200, body: render(vault) };
      },
    },
  ];
}
