import { liveNamespaces } from '../arm/eventHub/findNamespace';
import { hubNameFor } from '../arm/operationalInsights/putDataExport';
import { idKey } from '../ids/armId';
import {
  Application,
  DataExportRule,
  EventHub,
  EventHubNamespace,
  ServicePrincipal,
  SplunkAzureAccount,
  SplunkEventHubInput,
  SplunkState,
  Workspace,
} from '../state';
import { World } from '../World';
import { Place } from './Place';

/** Where the parts of a forwarder are in the state. */
export interface ForwarderPlaces {
  splunk: Place<SplunkState>;
  input: Place<SplunkEventHubInput>;
  account: Place<SplunkAzureAccount>;
  application: Place<Application>;
  servicePrincipal: Place<ServicePrincipal>;
  namespace: Place<EventHubNamespace>;
  hub: Place<EventHub>;
  workspace: Place<Workspace>;
  rule: Place<DataExportRule>;
}

/** Everything that one forwarder is made of, found in the state from its Splunk input. */
export interface ForwarderParts {
  /** Name of its Splunk input, which is the forwarder's own. */
  name: string;
  input: SplunkEventHubInput;
  account: SplunkAzureAccount;
  application: Application;
  servicePrincipal: ServicePrincipal;
  namespace: EventHubNamespace;
  hub: EventHub;
  workspace: Workspace;
  rule: DataExportRule;
  at: ForwarderPlaces;
}

function placesOf(
  world: World,
  parts: Omit<ForwarderParts, 'at'>,
): ForwarderPlaces {
  const root = Place.root(world.state);
  const splunk = root.at('splunk');
  const directory = root.at('directory');
  const namespace = root.at('namespaces').at(idKey(parts.namespace.id));
  const workspace = root.at('workspaces').at(idKey(parts.workspace.id));
  return {
    splunk,
    input: splunk.at('inputs').at(parts.name),
    account: splunk.at('accounts').at(parts.input.fields.account),
    application: directory.at('applications').at(parts.application.id),
    servicePrincipal: directory
      .at('servicePrincipals')
      .at(parts.servicePrincipal.id),
    namespace,
    hub: namespace.at('eventHubs').at(parts.hub.name.toLowerCase()),
    workspace,
    rule: workspace.at('dataExports').at(parts.rule.name.toLowerCase()),
  };
}

/** The parts of the forwarder with a Splunk input; undefined when one of them is missing. */
export function partsOf(
  world: World,
  input: SplunkEventHubInput,
): ForwarderParts | undefined {
  const { directory, splunk, workspaces } = world.state;
  const { fields } = input;
  const account = splunk.accounts[fields.account];
  const application = Object.values(directory.applications).find(
    ({ appId }) => appId === account?.clientId,
  );
  const servicePrincipal = Object.values(directory.servicePrincipals).find(
    ({ appId }) => appId === account?.clientId,
  );
  const [host] = (fields.event_hub_namespace ?? '').toLowerCase().split('.');
  const namespace = liveNamespaces(world).find(
    ({ name }) => name.toLowerCase() === host,
  );
  const hub = namespace?.eventHubs[(fields.event_hub_name ?? '').toLowerCase()];
  if (!account || !application || !servicePrincipal || !namespace || !hub) {
    return undefined;
  }
  for (const workspace of Object.values(workspaces)) {
    const rule = Object.values(workspace.dataExports).find(
      candidate =>
        idKey(candidate.destinationId) === idKey(namespace.id) &&
        candidate.tableNames.some(
          table =>
            hubNameFor(candidate, table).toLowerCase() ===
            hub.name.toLowerCase(),
        ),
    );
    if (rule) {
      const parts = {
        name: input.name,
        input,
        account,
        application,
        servicePrincipal,
        namespace,
        hub,
        workspace,
        rule,
      };
      return { ...parts, at: placesOf(world, parts) };
    }
  }
  return undefined;
}
