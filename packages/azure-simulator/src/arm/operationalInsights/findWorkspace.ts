import { idKey, workspaceId } from '../../ids/armId';
import { Workspace } from '../../state';
import { World } from '../../World';
import { armErrors } from '../armErrors';

/** The workspace that a path names, or ARM's 404. */
export function requireWorkspace(
  world: World,
  params: Record<string, string>,
): Workspace {
  const found =
    world.state.workspaces[
      idKey(
        workspaceId(
          params.subscriptionId,
          params.resourceGroupName,
          params.workspaceName,
        ),
      )
    ];
  if (!found) {
    throw armErrors.resourceNotFound({
      type: 'Microsoft.OperationalInsights/workspaces',
      name: params.workspaceName,
      resourceGroup: params.resourceGroupName,
    });
  }
  return found;
}
