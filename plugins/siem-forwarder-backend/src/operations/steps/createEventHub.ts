import { ConflictError } from '@backstage/errors';
import { EventHub, EventHubNamespace } from '../../azure/AzureServices';
import { DEFAULT_CONSUMER_GROUP } from '../checkSpec';
import { compareEventHub } from '../compare/compareEventHub';
import {
  Comparison,
  plannedChange,
  refuseConflict,
} from '../compare/Comparison';
import { ComparisonContext, Step, StepContext } from '../Step';
import { beginNamespace } from './beginNamespace';

const STEP = 'event-hub:create';

/** How long a namespace may take; Azure usually needs one to three minutes. */
const NAMESPACE_PATIENCE_MINUTES = 30;
/** While it usually gets ready the run asks often: all the rest waits for it. */
const USUAL_MINUTES = 3;
const ASK_AGAIN_SOON_SECONDS = 1;
const ASK_AGAIN_SECONDS = 10;

/**
 * Waits for the namespace, which is begun again when it is gone, then makes the hub and a consumer group of its own
 * for the SIEM.
 */
export const createEventHub: Step<typeof STEP> = {
  step: STEP,

  async compare(context) {
    const namespace = await context.reader.eventHubs.getNamespace(
      context.target.namespaceId,
      { signal: context.signal },
    );
    const hub: Comparison = isReady(namespace)
      ? (await compareHub(context)).comparison
      : { action: 'create' };
    return {
      changes: [
        plannedChange(
          STEP,
          describeHub(context),
          `${context.target.hubId}`,
          hub,
        ),
        ...(hub.action === 'refuse'
          ? []
          : await planConsumerGroup(context, hub.action !== 'create')),
      ],
      problems: hub.action === 'refuse' ? [hub.problem] : [],
    };
  },

  async run(context) {
    const { azure, signal, target, spec } = context;
    const namespace = await azure.eventHubs.getNamespace(target.namespaceId, {
      signal,
    });
    if (!namespace || !isReady(namespace)) {
      return waitForNamespace(context, namespace);
    }
    const found = await compareHub(context);
    const comparison = refuseConflict(found.comparison);
    await bringAboutHub(context, comparison, found.existing);
    const groups = await planConsumerGroup(
      context,
      comparison.action !== 'create',
    );
    await bringAboutConsumerGroup(context, groups[0]?.action === 'create');
    return {
      status: 'done',
      message: `The event hub ${target.hubId.name} has ${spec.eventHub.partitionCount} partitions and the consumer group ${spec.eventHub.consumerGroup}.`,
      changes: [
        plannedChange(
          STEP,
          describeHub(context),
          `${target.hubId}`,
          comparison,
        ),
        ...groups,
      ],
      outputs: {
        hostName: namespace.hostName,
        eventHubId: `${target.hubId}`,
        eventHubName: target.hubId.name,
        consumerGroup: spec.eventHub.consumerGroup,
      },
    };
  },
};

function isReady(namespace: EventHubNamespace | undefined): boolean {
  return namespace?.provisioningState.toLowerCase() === 'succeeded';
}

async function waitForNamespace(
  context: StepContext,
  namespace: EventHubNamespace | undefined,
) {
  const { now, since, target } = context;
  const state = namespace?.provisioningState ?? 'not there yet';
  const minutes = (now().getTime() - since.getTime()) / 60_000;
  if (state.toLowerCase() === 'failed') {
    throw new ConflictError(
      `namespace.name: Azure has failed to create the namespace '${target.namespaceId.name}'; press Roll back and start a new run, or remove the namespace in the Azure portal, then press Retry`,
    );
  }
  if (minutes >= NAMESPACE_PATIENCE_MINUTES) {
    throw new ConflictError(
      `namespace.name: the namespace '${
        target.namespaceId.name
      }' is ${state} after ${Math.round(
        minutes,
      )} minutes; look at it in the Azure portal, then press Retry`,
    );
  }
  if (!namespace) {
    // Somebody has removed it since it was begun, and the step that began it is
    // done: nothing else would make it again.
    await beginNamespace.run(context);
  }
  return {
    status: 'waiting' as const,
    message: `Azure is creating the namespace ${target.namespaceId.name} (${state}).`,
    retryAfterSeconds:
      minutes < USUAL_MINUTES ? ASK_AGAIN_SOON_SECONDS : ASK_AGAIN_SECONDS,
    changes: [],
    outputs: {},
  };
}

async function compareHub({
  spec,
  target,
  reader,
  store,
  signal,
}: ComparisonContext): Promise<{
  existing: EventHub | undefined;
  comparison: Comparison;
}> {
  const [existing, madeByPortal] = await Promise.all([
    reader.eventHubs.getHub(target.hubId, { signal }),
    store.hasCreated(`${target.hubId}`),
  ]);
  return {
    existing,
    comparison: compareEventHub(existing, spec.eventHub, madeByPortal),
  };
}

async function bringAboutHub(
  context: StepContext,
  { action }: { action: 'create' | 'adopt' | 'change' },
  existing: EventHub | undefined,
): Promise<void> {
  const { azure, journal, signal, spec, target } = context;
  if (action === 'adopt') {
    return;
  }
  await journal.write(
    {
      action,
      kind: 'event-hub',
      resource: describeHub(context),
      resourceId: `${target.hubId}`,
      ...(existing && {
        previous: {
          partitionCount: existing.partitionCount,
          retentionHours: existing.retentionHours,
        },
      }),
    },
    () =>
      azure.eventHubs.putHub(
        target.hubId,
        {
          partitionCount:
            existing?.partitionCount ?? spec.eventHub.partitionCount,
          retentionHours: spec.eventHub.retentionHours,
        },
        { signal },
      ),
  );
}

async function planConsumerGroup(
  { spec, target, reader, signal }: ComparisonContext,
  hubExists: boolean,
) {
  const name = spec.eventHub.consumerGroup;
  if (name === DEFAULT_CONSUMER_GROUP) {
    return [];
  }
  const groups = hubExists
    ? await reader.eventHubs.listConsumerGroups(target.hubId, { signal })
    : [];
  const exists = groups.some(
    group => group.toLowerCase() === name.toLowerCase(),
  );
  return [
    plannedChange(
      STEP,
      `consumer group ${name} of ${target.hubId.name}`,
      `${target.hubId.child('consumergroups', name)}`,
      { action: exists ? 'adopt' : 'create' },
    ),
  ];
}

async function bringAboutConsumerGroup(
  { azure, journal, signal, spec, target, siem }: StepContext,
  create: boolean,
): Promise<void> {
  if (!create) {
    return;
  }
  const name = spec.eventHub.consumerGroup;
  await journal.write(
    {
      action: 'create',
      kind: 'consumer-group',
      resource: `consumer group ${name} of ${target.hubId.name}`,
      resourceId: `${target.hubId.child('consumergroups', name)}`,
    },
    () =>
      azure.eventHubs.putConsumerGroup(
        target.hubId,
        name,
        `Read by ${siem.title} for the SIEM forwarder ${spec.name}`,
        { signal },
      ),
  );
}

function describeHub({ spec, target }: ComparisonContext): string {
  return `event hub ${target.hubId.name} in ${target.namespaceId.name} (${spec.eventHub.partitionCount} partitions, ${spec.eventHub.retentionHours} hours)`;
}
