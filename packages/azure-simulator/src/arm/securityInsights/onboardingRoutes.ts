import { toIso } from '../../clock/format';
import { Route } from '../../http/Route';
import { Workspace } from '../../state';
import { World } from '../../World';
import { requireWorkspace } from '../operationalInsights/findWorkspace';
import { isOnboarded, sentinelApiVersions, sentinelPath } from './sentinel';
import { sentinelErrors } from './sentinelErrors';

const apiVersions = sentinelApiVersions;
const statePath = `${sentinelPath}/onboardingStates/{sentinelOnboardingStateName}`;

function render(workspace: Workspace): Record<string, unknown> {
  return {
    id: `${workspace.id}/providers/Microsoft.SecurityInsights/onboardingStates/default`,
    name: 'default',
    type: 'Microsoft.SecurityInsights/onboardingStates',
    properties: { customerManagedKey: false },
  };
}

/** Onboarding of Sentinel to a workspace; a GET finds it a while after the PUT. */
export function onboardingRoutes(world: World): Route[] {
  return [
    {
      operationId: 'SentinelOnboardingStates_List',
      method: 'GET',
      path: `${sentinelPath}/onboardingStates`,
      apiVersions,
      action: 'Microsoft.SecurityInsights/onboardingStates/read',
      handle: ({ params, now }) => {
        const workspace = requireWorkspace(world, params);
        return {
          status: 200,
          body: {
            value: isOnboarded(workspace, now) ? [render(workspace)] : [],
          },
        };
      },
    },
    {
      operationId: 'SentinelOnboardingStates_Get',
      method: 'GET',
      path: statePath,
      apiVersions,
      action: 'Microsoft.SecurityInsights/onboardingStates/read',
      handle: ({ params, now }) => {
        const workspace = requireWorkspace(world, params);
        if (!isOnboarded(workspace, now)) {
          throw sentinelErrors.notFound({
            kind: 'Onboarding state',
            name: params.sentinelOnboardingStateName,
          });
        }
        return { status: 200, body: render(workspace) };
      },
    },
    {
      operationId: 'SentinelOnboardingStates_Create',
      method: 'PUT',
      path: statePath,
      apiVersions,
      action: 'Microsoft.SecurityInsights/onboardingStates/write',
      handle: ({ params, now }) => {
        const workspace = requireWorkspace(world, params);
        const created = workspace.sentinel.onboardedFrom === null;
        if (created) {
          workspace.sentinel.onboardedFrom = toIso(
            now + world.latencies.sentinelOnboarding,
          );
        }
        return { status: created ? 201 : 200, body: render(workspace) };
      },
    },
    {
      operationId: 'SentinelOnboardingStates_Delete',
      method: 'DELETE',
      path: statePath,
      apiVersions,
      action: 'Microsoft.SecurityInsights/onboardingStates/delete',
      handle: ({ params }) => {
        const workspace = requireWorkspace(world, params);
        const existed = workspace.sentinel.onboardedFrom !== null;
        workspace.sentinel.onboardedFrom = null;
        return { status: existed ? 200 : 204 };
      },
    },
  ];
}
