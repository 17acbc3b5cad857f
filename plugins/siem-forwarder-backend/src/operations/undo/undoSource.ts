import { gone, kept, takingBack, Undo, UndoContext } from './Undo';

/** Everybody's incidents come of the source: it stays while another forwarder has the workspace. */
function findUser({ others, target }: UndoContext): string | undefined {
  return others.find(other => target.workspaceId.equals(other.workspaceId));
}

/** Removes the IoT connector, or switches its alerts off again. */
export const undoIotConnector: Undo = async (entry, context) => {
  const { azure, journal, signal, target } = context;
  const { workspaceId } = target;
  const user = findUser(context);
  if (user) {
    return kept(`${user} rests on the IoT connector of ${workspaceId.name}.`);
  }
  const connectors = await azure.sentinel.listIotConnectors(workspaceId, {
    signal,
  });
  const { resourceId } = entry;
  const found = connectors.find(
    ({ id }) => lastPart(id) === lastPart(resourceId ?? ''),
  );
  if (!found || (entry.action === 'change' && !found.alertsEnabled)) {
    return gone;
  }
  await (entry.action === 'change'
    ? journal.write(takingBack(entry, 'restore'), () =>
        azure.sentinel.disconnectIot(workspaceId, found.id, { signal }),
      )
    : journal.write(takingBack(entry, 'delete'), () =>
        azure.sentinel.deleteIotConnector(workspaceId, found.id, { signal }),
      ));
  return gone;
};

/** Removes the incident creation rule, or switches it off again. */
export const undoIncidentRule: Undo = async (entry, context) => {
  const { azure, journal, signal, target } = context;
  const { workspaceId } = target;
  const user = findUser(context);
  if (user) {
    return kept(`${user} rests on the incidents of ${workspaceId.name}.`);
  }
  const rules = await azure.sentinel.listAnalyticsRules(workspaceId, {
    signal,
  });
  const { resourceId } = entry;
  const found = rules.find(
    ({ id }) => lastPart(id) === lastPart(resourceId ?? ''),
  );
  if (!found || (entry.action === 'change' && !found.enabled)) {
    return gone;
  }
  await (entry.action === 'change'
    ? journal.write(takingBack(entry, 'restore'), () =>
        azure.sentinel.disableIncidentCreation(workspaceId, found.id, {
          signal,
        }),
      )
    : journal.write(takingBack(entry, 'delete'), () =>
        azure.sentinel.deleteAnalyticsRule(workspaceId, found.id, { signal }),
      ));
  return gone;
};

function lastPart(id: string): string | undefined {
  return id.split('/').pop()?.toLowerCase();
}
