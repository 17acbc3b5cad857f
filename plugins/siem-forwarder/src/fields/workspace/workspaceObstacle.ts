import { WorkspaceOption } from 'backstage-plugin-siem-forwarder-common';

/**
 * Active data export rules that a workspace can have.
 *
 * @see https://learn.microsoft.com/azure/azure-monitor/logs/logs-data-export#limitations
 */
export const MOST_ACTIVE_EXPORT_RULES = 10;

/** Why a workspace cannot be chosen. */
export type WorkspaceObstacle = 'not-sentinel' | 'rules-full';

/**
 * What forbids to choose a workspace, if anything does.
 *
 * @remarks
 * What could not be read forbids nothing: the plan, on the last page, looks
 * again. A disconnected IoT connector does not either: the form can connect it.
 */
export function workspaceObstacle(
  workspace: WorkspaceOption,
): WorkspaceObstacle | undefined {
  if (workspace.sentinel === false) {
    return 'not-sentinel';
  }
  if (
    workspace.activeExportRules !== undefined &&
    workspace.activeExportRules >= MOST_ACTIVE_EXPORT_RULES
  ) {
    return 'rules-full';
  }
  return undefined;
}
