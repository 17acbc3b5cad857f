import { Problem } from 'backstage-plugin-siem-forwarder-common';
import { incidentCreators } from '../../collect/readings/readSentinel';
import { problem } from '../problems';
import { PlanContext } from './PlanContext';

/**
 * The workspace: there, with Microsoft Sentinel, the connector, something that
 * creates incidents when those are exported, and tables that can be exported.
 */
export async function checkWorkspace(context: PlanContext): Promise<Problem[]> {
  const { reader, signal, target } = context;
  const { workspaceId } = target;
  const workspace = await reader.workspaces.get(workspaceId, { signal });
  if (!workspace) {
    return [
      problem(
        'workspaceId',
        'workspace-not-found',
        `There is no Log Analytics workspace '${workspaceId}'.`,
        'Choose a workspace from the list.',
      ),
    ];
  }
  const onboarded = await reader.sentinel.isOnboarded(workspaceId, { signal });
  if (!onboarded) {
    return [
      problem(
        'workspaceId',
        'sentinel-missing',
        `The workspace '${workspaceId.name}' has no Microsoft Sentinel.`,
        'Add Microsoft Sentinel to it in the Azure portal, or choose another workspace.',
      ),
    ];
  }
  const found = await Promise.all([
    checkSource(context),
    ...target.tables.map(table => checkTable(context, table)),
  ]);
  return found.flat();
}

async function checkSource(context: PlanContext): Promise<Problem[]> {
  const { reader, signal, spec, target } = context;
  if (spec.prepareSource) {
    return [];
  }
  const name = target.workspaceId.name;
  const [connectors, rules] = await Promise.all([
    reader.sentinel.listIotConnectors(target.workspaceId, { signal }),
    reader.sentinel.listAnalyticsRules(target.workspaceId, { signal }),
  ]);
  const found: Problem[] = [];
  if (!connectors.some(({ alertsEnabled }) => alertsEnabled)) {
    found.push(
      problem(
        'workspaceId',
        'iot-connector-missing',
        `The Defender for IoT connector of '${name}' is not connected, so no alert reaches Microsoft Sentinel.`,
        "Tick 'Prepare the source', or connect it under Microsoft Sentinel > Data connectors.",
      ),
    );
  }
  if (
    target.tables.includes('SecurityIncident') &&
    incidentCreators(rules).length === 0
  ) {
    found.push(
      problem(
        'content',
        'incidents-not-created',
        `Nothing in '${name}' creates incidents of Defender for IoT alerts, so SecurityIncident would stay empty.`,
        "Forward alerts instead, or tick 'Prepare the source'.",
      ),
    );
  }
  return found;
}

async function checkTable(
  { reader, signal, target }: PlanContext,
  name: string,
): Promise<Problem[]> {
  const workspace = target.workspaceId.name;
  const table = await reader.workspaces.getTable(target.workspaceId, name, {
    signal,
  });
  if (!table) {
    return [
      problem(
        'content',
        'table-missing',
        `The workspace '${workspace}' has no table ${name}, and Azure refuses an export rule for it.`,
        'Wait until Microsoft Sentinel has written its first row, or choose other content.',
      ),
    ];
  }
  return table.plan.toLowerCase() === 'auxiliary'
    ? [
        problem(
          'content',
          'table-auxiliary',
          `The table ${name} of '${workspace}' has the Auxiliary plan, which cannot be exported.`,
          'Set its plan to Analytics, or choose other content.',
        ),
      ]
    : [];
}
