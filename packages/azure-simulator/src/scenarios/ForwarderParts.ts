import { liveNamespaces } from '../arm/eventHub/findNamespace';
import { hubNameFor } from '../arm/operationalInsights/putDataExport';
import { fromIso } from '../clock/format';
import { ControlRefusal } from '../control/ControlRefusal';
import { nearestNames } from '../faults/nearestNames';
import { idKey } from '../ids/armId';
import { mayUseData } from '../rbac/accessOf';
import {
  Application,
  DataExportRule,
  EventHub,
  EventHubNamespace,
  ServicePrincipal,
  SplunkAzureAccount,
  SplunkEventHubInput,
  Workspace,
} from '../state';
import { World } from '../World';

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
}

const receiveAction = 'Microsoft.EventHub/namespaces/messages/receive/action';

function partsOf(
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
      return {
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
    }
  }
  return undefined;
}

/** Whether rows of a forwarder's workspace would reach Splunk now, as a scenario wants to find it. */
function isSound(world: World, parts: ForwarderParts): boolean {
  const now = world.clock.now();
  const { input, application, servicePrincipal, rule, hub } = parts;
  const { sentinel } = parts.workspace;
  return (
    !input.disabled &&
    input.fields.sourcetype === 'mscs:azure:eventhub' &&
    rule.enable &&
    fromIso(rule.exportsFrom) <= now &&
    hub.status === 'Active' &&
    servicePrincipal.accountEnabled &&
    // A secret that ends within a month is a warning already.
    application.passwordCredentials.some(
      ({ endDateTime }) => fromIso(endDateTime) > now + 30 * 86_400_000,
    ) &&
    mayUseData(world, servicePrincipal.id, receiveAction, hub.id) &&
    sentinel.onboardedFrom !== null &&
    Object.keys(sentinel.dataConnectors).length > 0 &&
    Object.values(sentinel.alertRules).some(
      ({ properties }) => properties.enabled === true,
    )
  );
}

/**
 * The forwarder with a name, or the first sound one.
 *
 * @throws ControlRefusal when there is none, with the names that are near
 */
export function findForwarder(
  world: World,
  name: string | undefined,
): ForwarderParts {
  const { inputs } = world.state.splunk;
  if (name === undefined) {
    for (const input of Object.values(inputs)) {
      const parts = partsOf(world, input);
      if (parts && isSound(world, parts)) {
        return parts;
      }
    }
    throw new ControlRefusal(
      'No forwarder is sound, so nothing can go wrong with one: undo the scenarios in force or name a forwarder.',
    );
  }
  if (!inputs[name]) {
    const near = nearestNames(name, Object.keys(inputs));
    throw new ControlRefusal(
      `There is no forwarder '${name}': a forwarder bears the name of its Splunk input.${
        near.length > 0 ? ` Near: ${near.join(', ')}.` : ''
      }`,
      404,
    );
  }
  const parts = partsOf(world, inputs[name]);
  if (!parts) {
    throw new ControlRefusal(
      `Forwarder '${name}' is not whole (its account, application, event hub or export rule is missing): choose another, or undo what happened to it.`,
    );
  }
  return parts;
}
