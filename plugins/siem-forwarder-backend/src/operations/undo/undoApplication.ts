import { Application } from '../../azure/AzureServices';
import { applicationName, CLIENT_SECRET_PREFIX } from '../names';
import { gone, kept, takingBack, Undo, UndoContext } from './Undo';

/**
 * Deletes an application for good, so that its unique name is free again, or
 * takes the request of the Graph permission away.
 */
export const undoApplication: Undo = async (entry, context) => {
  const { azure, journal, others, signal, spec, target } = context;
  const uniqueName = applicationName(spec.name);
  const found = await azure.entra.findWithNotes(uniqueName, { signal });
  const user = others.find(
    other =>
      other.entityRef === target.entityRef ||
      (found !== undefined && other.clientId === found.appId.toLowerCase()),
  );
  if (user) {
    return kept(`${user} uses the application ${uniqueName}.`);
  }
  if (entry.action === 'change') {
    await journal.write(takingBack(entry, 'restore'), () =>
      azure.entra.withdrawGraphPermission(uniqueName, { signal }),
    );
    return gone;
  }
  if (!found) {
    return gone;
  }
  if (!found.notes.includes(`operation ${entry.operationId}`)) {
    return kept(
      `The notes of the application ${uniqueName} do not name this operation: somebody else has made it.`,
    );
  }
  const application = await azure.entra.getApplication(found.appId, { signal });
  const use = application && (await findForeignUse(context, application));
  if (use) {
    return kept(use);
  }
  await journal.write(takingBack(entry, 'delete'), async () => {
    if (!found.deleted) {
      await azure.entra.deleteApplication(found.id, { signal });
    }
    // It keeps its unique name while it lies in the recycle bin.
    await azure.entra.purgeApplication(found, { signal });
  });
  return gone;
};

/** A key or a role that is not ours says that somebody else signs in with it. */
async function findForeignUse(
  { azure, signal, target, tenant }: UndoContext,
  { appId, displayName, passwords }: Application,
): Promise<string | undefined> {
  const foreignKey = passwords.find(
    password => !password.displayName?.startsWith(CLIENT_SECRET_PREFIX),
  );
  if (foreignKey) {
    return `Somebody has given the application ${displayName} the secret '${
      foreignKey.displayName ?? foreignKey.keyId
    }'.`;
  }
  const principal = await azure.entra.getServicePrincipal(appId, { signal });
  const assignments = principal
    ? // The provisioner has rights in some resource groups only.
      await tenant.sweeper.roleAssignments.listInSubscription(
        target.workspaceId.subscriptionId,
        { signal },
      )
    : [];
  const foreignRole = assignments.find(
    assignment =>
      assignment.principalId.toLowerCase() === principal?.id.toLowerCase() &&
      !target.roleScope.isWithin(assignment.scope),
  );
  return (
    foreignRole &&
    `The application ${displayName} has a role at ${foreignRole.scope} besides.`
  );
}
