import { OPERATION_TAG } from '../steps/beginNamespace';
import { gone, kept, takingBack, Undo, waiting } from './Undo';

/** Deletes a namespace that bears the operation's tag and in which nothing lies any more. */
export const undoNamespace: Undo = async (entry, context) => {
  const { azure, going, journal, kept: left, others, signal, target } = context;
  const { namespaceId } = target;
  const namespace = await azure.eventHubs.getNamespace(namespaceId, { signal });
  if (!namespace) {
    return gone;
  }
  if (namespace.tags[OPERATION_TAG] !== entry.operationId) {
    return kept(
      `${namespaceId.name} does not bear the mark of this operation: somebody else has made it anew.`,
    );
  }
  if (context.undone && namespace.provisioningState === 'Deleting') {
    return waiting(`Azure is deleting the namespace ${namespaceId.name}.`);
  }
  const user = others.find(other => namespaceId.equals(other.namespaceId));
  if (user) {
    return kept(`${user} uses the namespace ${namespaceId.name}.`);
  }
  const hubs = await azure.eventHubs.listHubs(namespaceId, { signal });
  const foreign = hubs.filter(
    ({ id }) => !going.has(id.key) || left.has(id.key),
  );
  if (foreign.length > 0) {
    return kept(
      `${namespaceId.name} has the event hub ${foreign
        .map(({ id }) => id.name)
        .join(', ')}, which is in use.`,
    );
  }
  if (hubs.length > 0) {
    return waiting(`The event hub ${hubs[0].id.name} is not gone yet.`);
  }
  await journal.write(takingBack(entry, 'delete'), () =>
    azure.eventHubs.deleteNamespace(namespaceId, { signal }),
  );
  return waiting(`Azure is deleting the namespace ${namespaceId.name}.`);
};
