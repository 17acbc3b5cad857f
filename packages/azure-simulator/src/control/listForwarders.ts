import { liveNamespaces } from '../arm/eventHub/findNamespace';
import { hubNameFor } from '../arm/operationalInsights/putDataExport';
import { idKey } from '../ids/armId';
import { World } from '../World';
import { ForwarderDescription } from './ControlTypes';

type Source = Pick<ForwarderDescription, 'workspaceId' | 'ruleId'>;

/** The first export rule into each hub, by namespace and name of the hub. */
function sourcesByHub(world: World): Map<string, Source> {
  const sources = new Map<string, Source>();
  for (const workspace of Object.values(world.state.workspaces)) {
    for (const rule of Object.values(workspace.dataExports)) {
      for (const table of rule.tableNames) {
        const hub = hubNameFor(rule, table).toLowerCase();
        const key = `${idKey(rule.destinationId)} ${hub}`;
        if (!sources.has(key)) {
          sources.set(key, { workspaceId: workspace.id, ruleId: rule.id });
        }
      }
    }
  }
  return sources;
}

/** Every forwarder, found from its Splunk input, with the ids that the other wishes take. */
export function listForwarders(world: World): ForwarderDescription[] {
  const { accounts, inputs } = world.state.splunk;
  const sources = sourcesByHub(world);
  const namespaceIds = new Map(
    liveNamespaces(world).map(({ name, id }) => [name.toLowerCase(), id]),
  );
  return Object.values(inputs).map(({ name, fields }) => {
    const [host] = (fields.event_hub_namespace ?? '').toLowerCase().split('.');
    const hub = (fields.event_hub_name ?? '').toLowerCase();
    const source = sources.get(`${idKey(namespaceIds.get(host) ?? '')} ${hub}`);
    return {
      name,
      input: name,
      clientId: accounts[fields.account]?.clientId ?? null,
      workspaceId: source?.workspaceId ?? null,
      ruleId: source?.ruleId ?? null,
    };
  });
}
