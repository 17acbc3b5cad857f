import { fromIso } from '../../clock/format';
import { Workspace } from '../../state';
import { World } from '../../World';
import { workspacePath } from '../operationalInsights/apiVersions';
import { requireWorkspace } from '../operationalInsights/findWorkspace';
import { sentinelErrors } from './sentinelErrors';

/** Path under which Microsoft.SecurityInsights extends a workspace. */
export const sentinelPath = `${workspacePath}/providers/Microsoft.SecurityInsights`;

/** Api-versions of Microsoft.SecurityInsights; `@azure/arm-securityinsight` sends 2022-09-01-preview. */
export const sentinelApiVersions = [
  /^20(1[9]|2[0-9])-\d{2}-\d{2}(-preview)?$/,
] as const;

/**
 * The `IOT` connector kind exists only in preview versions; in a stable one
 * the service does not list it.
 */
export function knowsIotConnectors(apiVersion: string | null): boolean {
  return apiVersion?.endsWith('-preview') ?? false;
}

/** Whether Sentinel is onboarded and the directory of onboardings says so by now. */
export function isOnboarded(workspace: Workspace, now: number): boolean {
  const { onboardedFrom } = workspace.sentinel;
  return onboardedFrom !== null && fromIso(onboardedFrom) <= now;
}

/** The workspace of a path, which must have Sentinel. */
export function requireSentinel(
  world: World,
  params: Record<string, string>,
): Workspace {
  const workspace = requireWorkspace(world, params);
  if (workspace.sentinel.onboardedFrom === null) {
    throw sentinelErrors.notOnboarded({ workspace: workspace.name });
  }
  return workspace;
}
