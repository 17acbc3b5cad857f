import { gone, kept, takingBack, Undo } from './Undo';

/** Deletes the receiver's role, unless another forwarder reads with the same application there. */
export const undoRoleAssignment: Undo = async (entry, context) => {
  const { azure, journal, others, signal, target } = context;
  const { resourceId } = entry;
  const user = others.find(
    other =>
      target.roleScope.equals(`${other.roleScope}`) &&
      (other.entityRef === target.entityRef ||
        (target.clientId !== undefined && other.clientId === target.clientId)),
  );
  if (user) {
    return kept(`${user} reads with that role.`);
  }
  const namespace = await azure.eventHubs.getNamespace(target.namespaceId, {
    signal,
  });
  // The id is told before the write; a scope that is gone took its roles along.
  const assignments =
    namespace && resourceId
      ? await azure.roleAssignments.listAtScope(`${target.roleScope}`, {
          signal,
        })
      : [];
  const found = assignments.some(
    ({ id }) => id.toLowerCase() === resourceId?.toLowerCase(),
  );
  if (!found || !resourceId) {
    return gone;
  }
  await journal.write(takingBack(entry, 'delete'), () =>
    azure.roleAssignments.delete(resourceId, { signal }),
  );
  return gone;
};
