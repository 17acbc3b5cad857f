import { DEFAULT_CONSUMER_GROUP } from '../checkSpec';
import { gone, kept, takingBack, Undo, UndoContext } from './Undo';

/** Deletes a hub that nobody else fills or reads, or puts back how long it keeps events. */
export const undoEventHub: Undo = async (entry, context) => {
  const { azure, journal, others, signal, spec, target } = context;
  const { hubId } = target;
  const hub = await azure.eventHubs.getHub(hubId, { signal });
  if (!hub) {
    return gone;
  }
  const user = others.find(other => hubId.equals(other.hubId));
  if (user) {
    return kept(`${user} uses the event hub ${hubId.name}.`);
  }
  if (entry.action === 'change') {
    const retentionHours = Number(entry.previous?.retentionHours);
    const grown =
      hub.partitionCount > Number(entry.previous?.partitionCount)
        ? kept(
            `${hubId.name} stays with ${hub.partitionCount} partitions instead of ${entry.previous?.partitionCount}: Azure takes none away.`,
          )
        : gone;
    if (hub.retentionHours === retentionHours) {
      return grown;
    }
    if (hub.retentionHours !== spec.eventHub.retentionHours) {
      return kept(
        `${hubId.name} keeps events for ${hub.retentionHours} hours now: somebody has changed it since.`,
      );
    }
    await journal.write(takingBack(entry, 'restore'), () =>
      azure.eventHubs.putHub(
        hubId,
        { partitionCount: hub.partitionCount, retentionHours },
        { signal },
      ),
    );
    return grown;
  }
  const use = await findForeignUse(context);
  if (use) {
    return kept(use);
  }
  await journal.write(takingBack(entry, 'delete'), () =>
    azure.eventHubs.deleteHub(hubId, { signal }),
  );
  return gone;
};

async function findForeignUse({
  azure,
  signal,
  spec,
  target,
}: UndoContext): Promise<string | undefined> {
  const { hubId, namespaceId, ruleId, workspaceId } = target;
  const [groups, rules] = await Promise.all([
    azure.eventHubs.listConsumerGroups(hubId, { signal }),
    azure.dataExports.list(workspaceId, { signal }),
  ]);
  const own = [DEFAULT_CONSUMER_GROUP, spec.eventHub.consumerGroup].map(name =>
    name.toLowerCase(),
  );
  const foreignGroup = groups.find(group => !own.includes(group.toLowerCase()));
  if (foreignGroup) {
    return `Somebody reads ${hubId.name} with the consumer group ${foreignGroup}.`;
  }
  const foreignRule = rules.find(
    rule =>
      !ruleId.equals(rule.id) &&
      namespaceId.equals(rule.destinationId) &&
      rule.eventHubName?.toLowerCase() === hubId.name.toLowerCase(),
  );
  return (
    foreignRule &&
    `The export rule ${foreignRule.id.name} fills the event hub ${hubId.name}.`
  );
}
