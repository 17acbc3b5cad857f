import { hubNameFor } from '../arm/operationalInsights/putDataExport';
import { idKey, nameOf } from '../ids/armId';
import { eventHubSource } from '../readers/inputProcess';
import { Workspace } from '../state';

/** An event hub that rows of a workspace go to. */
export interface FedHub {
  /** ARM id of its namespace. */
  namespaceId: string;
  /** Its name. */
  hub: string;
  /** `source` of the events that Splunk reads from it, lower-cased. */
  splunkSource: string;
}

/** The event hubs that the export rules of a workspace lead to, each once. */
export function hubsFedBy(workspace: Workspace): FedHub[] {
  const hubs = new Map<string, FedHub>();
  for (const rule of Object.values(workspace.dataExports)) {
    for (const table of rule.tableNames) {
      const namespaceId = idKey(rule.destinationId);
      const hub = hubNameFor(rule, table);
      const splunkSource = eventHubSource(
        `${nameOf(namespaceId)}.servicebus.windows.net`,
        hub,
      ).toLowerCase();
      hubs.set(splunkSource, { namespaceId, hub, splunkSource });
    }
  }
  return [...hubs.values()];
}
