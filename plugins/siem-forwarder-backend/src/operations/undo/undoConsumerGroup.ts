import { gone, kept, takingBack, Undo } from './Undo';

/** Deletes a consumer group that no other forwarder reads with. */
export const undoConsumerGroup: Undo = async (entry, context) => {
  const { azure, journal, others, signal, spec, target } = context;
  const { consumerGroup } = spec.eventHub;
  const user = others.find(
    other =>
      target.hubId.equals(other.hubId) &&
      other.consumerGroup === target.consumerGroup,
  );
  if (user) {
    return kept(`${user} reads with the consumer group ${consumerGroup}.`);
  }
  const hub = await azure.eventHubs.getHub(target.hubId, { signal });
  const groups = hub
    ? await azure.eventHubs.listConsumerGroups(target.hubId, { signal })
    : [];
  const found = groups.find(
    group => group.toLowerCase() === consumerGroup.toLowerCase(),
  );
  if (!found) {
    return gone;
  }
  await journal.write(takingBack(entry, 'delete'), () =>
    azure.eventHubs.deleteConsumerGroup(target.hubId, found, { signal }),
  );
  return gone;
};
