import { gone, kept, takingBack, Undo } from './Undo';

/**
 * Deletes the service principal that was made for an application that was
 * brought along; that of an application of ours goes with it.
 */
export const undoServicePrincipal: Undo = async (entry, context) => {
  const { azure, journal, others, signal, target, tenant } = context;
  const { clientId } = target;
  if (!clientId) {
    return gone;
  }
  const user = others.find(other => other.clientId === clientId);
  if (user) {
    return kept(`${user} uses the application ${clientId}.`);
  }
  const principal = await azure.entra.getServicePrincipal(clientId, { signal });
  if (!principal) {
    return gone;
  }
  // The provisioner has rights in some resource groups only.
  const assignments = await tenant.sweeper.roleAssignments.listInSubscription(
    target.workspaceId.subscriptionId,
    { signal },
  );
  const role = assignments.find(
    ({ principalId }) =>
      principalId.toLowerCase() === principal.id.toLowerCase(),
  );
  if (role) {
    return kept(
      `The service principal of ${clientId} has a role at ${role.scope}.`,
    );
  }
  await journal.write(takingBack(entry, 'delete'), () =>
    azure.entra.deleteServicePrincipal(principal.id, { signal }),
  );
  return gone;
};
