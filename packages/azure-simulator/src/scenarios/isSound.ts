import { fromIso } from '../clock/format';
import { idKey } from '../ids/armId';
import { mayUseData } from '../rbac/accessOf';
import { demoForwarders } from '../seed/demoForwarders';
import { World } from '../World';
import { ForwarderParts } from './ForwarderParts';

const receiveAction = 'Microsoft.EventHub/namespaces/messages/receive/action';

/** Whether a forwarder of the demo is as the catalog describes it; of others nothing is known. */
function isAsDescribed({
  name,
  application,
  input,
  rule,
  hub,
}: ForwarderParts): boolean {
  const annotations = demoForwarders.find(
    demo =>
      demo.name === name &&
      demo.annotations['siem-forwarder/application-id'] === application.appId,
  )?.annotations;
  return (
    !annotations ||
    (idKey(annotations['siem-forwarder/export-rule']) === idKey(rule.id) &&
      idKey(annotations['siem-forwarder/event-hub']) === idKey(hub.id) &&
      annotations['siem-forwarder/tables'] === rule.tableNames.join(',') &&
      annotations['siem-forwarder/consumer-group'] ===
        input.fields.consumer_group)
  );
}

/** Whether rows of a forwarder's workspace would reach Splunk now, as a scenario wants to find it. */
export function isSound(world: World, parts: ForwarderParts): boolean {
  const now = world.clock.now();
  const { input, application, servicePrincipal, rule, hub } = parts;
  const { sentinel } = parts.workspace;
  return (
    isAsDescribed(parts) &&
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
