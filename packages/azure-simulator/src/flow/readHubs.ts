import { fromIso } from '../clock/format';
import { isActive, liveNamespaces } from '../arm/eventHub/findNamespace';
import { ServiceError } from '../http/ServiceError';
import { verifyClientSecret } from '../login/verifyClientSecret';
import { countMetric } from '../metrics/countMetric';
import { mayUseData } from '../rbac/accessOf';
import { EventHub, EventHubNamespace, SplunkEventHubInput } from '../state';
import { addOnLog } from '../splunk/addOnLog';
import { indexEvent } from '../splunk/indexEvent';
import { World } from '../World';

/** Data action that reading a hub needs. Source: the built-in role Azure Event Hubs Data Receiver. */
const receiveAction = 'Microsoft.EventHub/namespaces/messages/receive/action';

/** The add-on tells every five minutes what it ingested. */
const reportPeriod = 5 * 60_000;

type Connection = { namespace: EventHubNamespace; hub: EventHub };

/** Why a reader cannot connect, in the words that the add-on logs. */
class ConnectionFailure extends Error {}

function connect(world: World, input: SplunkEventHubInput): Connection {
  const now = world.clock.now();
  const { fields } = input;
  const account = world.state.splunk.accounts[fields.account];
  if (!account) {
    throw new ConnectionFailure(
      `Failed to validate Azure Account model for the account: ${fields.account}`,
    );
  }
  let principalId: string;
  try {
    principalId = verifyClientSecret(world, account).servicePrincipal.id;
  } catch (error) {
    if (!(error instanceof ServiceError)) {
      throw error;
    }
    throw new ConnectionFailure(
      `Error occurred while connecting to eventhub: Authentication failed: ${error.message}`,
    );
  }
  const [name] = fields.event_hub_namespace.split('.');
  const namespace = liveNamespaces(world).find(
    candidate =>
      candidate.name.toLowerCase() === name.toLowerCase() &&
      isActive(candidate, now),
  );
  if (!namespace) {
    throw new ConnectionFailure(
      `Error occurred while connecting to eventhub: Failed to initiate the connection due to exception: [Errno -2] Name or service not known (${fields.event_hub_namespace})`,
    );
  }
  const hub = namespace.eventHubs[fields.event_hub_name.toLowerCase()];
  const group = fields.consumer_group ?? '$Default';
  if (!hub) {
    throw new ConnectionFailure(
      `Error occurred while connecting to eventhub: CBS Token authentication failed. Status code: 404 Error: client-error CBS Token authentication failed. Status description: The messaging entity 'sb://${fields.event_hub_namespace}/${fields.event_hub_name}' could not be found.`,
    );
  }
  if (!mayUseData(world, principalId, receiveAction, hub.id)) {
    throw new ConnectionFailure(
      `Error occurred while connecting to eventhub: Unauthorized access. 'Listen' claim(s) are required to perform this operation. Resource: 'sb://${fields.event_hub_namespace}/${fields.event_hub_name}'.`,
    );
  }
  if (hub.status === 'Disabled' || hub.status === 'ReceiveDisabled') {
    throw new ConnectionFailure(
      `Error occurred while connecting to eventhub: Messaging entity '${hub.name}' is currently disabled.`,
    );
  }
  if (!hub.consumerGroups[group.toLowerCase()]) {
    throw new ConnectionFailure(
      `Error occurred while connecting to eventhub: The messaging entity 'sb://${fields.event_hub_namespace}/${fields.event_hub_name}/ConsumerGroups/${group}' could not be found.`,
    );
  }
  return { namespace, hub };
}

/** The Splunk events of one message: one for each record of an export, else the message itself. */
function recordsOf(body: string): { raw: string; time: number | undefined }[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    // Not JSON: the add-on indexes the message as it is.
    return [{ raw: body, time: undefined }];
  }
  const records =
    typeof parsed === 'object' && parsed !== null && 'records' in parsed
      ? parsed.records
      : undefined;
  const items: unknown[] = Array.isArray(records) ? records : [parsed];
  return items.map(item => {
    const generated =
      typeof item === 'object' && item !== null && 'TimeGenerated' in item
        ? item.TimeGenerated
        : undefined;
    return {
      raw: JSON.stringify(item),
      time: typeof generated === 'string' ? fromIso(generated) : undefined,
    };
  });
}

function readPartitions(
  world: World,
  input: SplunkEventHubInput,
  { namespace, hub }: Connection,
): void {
  const now = world.clock.now();
  const { splunk } = world.state;
  const group = input.fields.consumer_group ?? '$Default';
  const checkpointKey =
    `${input.fields.event_hub_namespace}-${hub.name}-${group}`.toLowerCase();
  const checkpoint = (splunk.checkpoints[checkpointKey] ??= {});
  let messages = 0;
  let bytes = 0;
  let events = 0;
  hub.partitions.forEach((partition, partitionId) => {
    // Without a checkpoint the first read starts at the partition's beginning.
    const from = checkpoint[partitionId] ?? 0;
    if (from >= partition.nextSequenceNumber) {
      return;
    }
    for (const message of partition.messages) {
      if (message.sequenceNumber < from) {
        continue;
      }
      messages += 1;
      bytes += Buffer.byteLength(message.body);
      for (const { raw, time } of recordsOf(message.body)) {
        events += 1;
        indexEvent(world.state, {
          index: input.fields.index === 'default' ? 'main' : input.fields.index,
          sourcetype: input.fields.sourcetype,
          source: `eventhub://${input.fields.event_hub_namespace}/${input.fields.event_hub_name};`,
          host: 'hf-ot-01',
          time: time ?? now,
          indexTime: now,
          raw,
        });
      }
    }
    checkpoint[partitionId] = partition.nextSequenceNumber;
  });
  if (messages > 0) {
    const count = (metric: string, amount: number) =>
      countMetric(world.state, {
        resourceId: namespace.id,
        metric,
        dimensions: [hub.name],
        amount,
        at: now,
      });
    count('OutgoingMessages', messages);
    count('OutgoingBytes', bytes);
  }
  input.unreported += events;
  if (now - input.reportedAt >= reportPeriod) {
    addOnLog(world.state, now, 'INFO', input.name, 'Ingested events. ', {
      event_count: String(input.unreported),
    });
    input.unreported = 0;
    input.reportedAt = now;
  }
}

/**
 * Every enabled input of Splunk reads its hub from its checkpoint, or logs why
 * it cannot; after a failure it is restarted when its `interval` has passed (sooner in the demo).
 */
export function readHubs(world: World): void {
  const { splunk } = world.state;
  const now = world.clock.now();
  if (!splunk.running || !splunk.addOn.installed) {
    return;
  }
  for (const input of Object.values(splunk.inputs)) {
    if (input.disabled || input.restartAt > now) {
      continue;
    }
    try {
      readPartitions(world, input, connect(world, input));
    } catch (error) {
      if (!(error instanceof ConnectionFailure)) {
        throw error;
      }
      addOnLog(world.state, now, 'ERROR', input.name, error.message, {});
      const interval = Math.max(1, Number(input.fields.interval) || 300);
      input.restartAt =
        now + Math.min(interval * 1_000, world.latencies.inputRestart);
    }
  }
}
