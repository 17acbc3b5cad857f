import { toIso } from '../clock/format';
import { idKey } from '../ids/armId';
import { SimulatorState } from '../state';
import { addApplication, addSecret } from './addDirectory';
import { addHub, addRoleAssignment } from './addResources';
import { demoApplicationId } from './demoForwarders';
import { identityClientIds, seedGuid, splunkIndex } from './demoIds';

const day = 24 * 60 * 60 * 1000;

/** What a forwarder is made of, by name. Its workspace and namespace exist already. */
export interface ForwarderSpecification {
  name: string;
  /** ARM id. */
  workspaceId: string;
  /** ARM id. */
  namespaceId: string;
  /** Data export rule; one that exists is shared. */
  rule: string;
  /** Event hub; one that exists is shared. */
  hub: string;
  consumerGroup: string;
  /** Tables that the rule exports. */
  ruleTables: string[];
  /** Sourcetype of the input; `mscs:azure:eventhub` when absent. */
  sourcetype?: string;
}

/** Everything that one forwarder is made of, as the portal would have made it. */
export function addForwarder(
  state: SimulatorState,
  plan: ForwarderSpecification,
  { now, createdAt }: { now: number; createdAt: number },
): void {
  const workspace = state.workspaces[idKey(plan.workspaceId)];
  const namespace = state.namespaces[idKey(plan.namespaceId)];
  const hub = addHub(namespace, plan.hub, [plan.consumerGroup], createdAt);
  const appId = demoApplicationId(plan.name);
  const owner = seedGuid(`servicePrincipal:${identityClientIds.provisioner}`);
  const { application, servicePrincipal } = addApplication(state, {
    name: `SIEM forwarder ${plan.name}`,
    appId,
    uniqueName: `siem-forwarder-${plan.name}`,
    tags: ['siem-forwarder'],
    ownerIds: [owner],
    now,
  });
  const secretText = `seed-${seedGuid(`secret:${plan.name}`)}`;
  addSecret(application, {
    secretText,
    displayName: 'siem-forwarder',
    startsAt: createdAt,
    endsAt: createdAt + 180 * day,
  });
  addRoleAssignment(state, {
    principalId: servicePrincipal.id,
    roleName: 'Azure Event Hubs Data Receiver',
    scope: hub.id,
    now,
  });
  const key = plan.rule.toLowerCase();
  workspace.dataExports[key] ??= {
    dataExportId: seedGuid(`rule:${workspace.name}:${plan.rule}`),
    id: idKey(`${workspace.id}/dataexports/${plan.rule}`),
    name: plan.rule,
    tableNames: plan.ruleTables,
    destinationId: namespace.id,
    eventHubName: plan.hub,
    enable: true,
    createdAt: toIso(createdAt),
    lastModifiedAt: toIso(createdAt),
    visibleFrom: toIso(createdAt),
    exportsFrom: toIso(createdAt),
    cursors: Object.fromEntries(
      plan.ruleTables.map(table => [
        table.toLowerCase(),
        workspace.tables[table.toLowerCase()].nextOrdinal,
      ]),
    ),
    retryAt: 0,
  };
  const { splunk, directory } = state;
  splunk.accounts[plan.name] = {
    name: plan.name,
    clientId: appId,
    clientSecret: secretText,
    tenantId: directory.tenantId,
    accountClassType: '1',
    disabled: false,
  };
  splunk.inputs[plan.name] = {
    name: plan.name,
    disabled: false,
    fields: {
      account: plan.name,
      event_hub_namespace: `${namespace.name}.servicebus.windows.net`,
      event_hub_name: plan.hub,
      consumer_group: plan.consumerGroup,
      max_wait_time: '10',
      max_batch_size: '300',
      use_amqp_over_websocket: '1',
      blob_checkpoint_enabled: '0',
      storage_account: '',
      container_name: '',
      ensure_ascii: '0',
      interval: '300',
      index: splunkIndex,
      sourcetype: plan.sourcetype ?? 'mscs:azure:eventhub',
    },
    restartAt: 0,
    unreported: 0,
    reportedAt: 0,
  };
}
