import { isDeepStrictEqual } from 'node:util';
import { tablesOfContent } from 'backstage-plugin-siem-forwarder-common';
import { gone, kept, takingBack, Undo } from './Undo';

/**
 * Deletes the export rule, or takes the forwarder's tables out of it where
 * people have added others; puts back what a change replaced.
 */
export const undoExportRule: Undo = async (entry, context) => {
  const { azure, journal, others, signal, target } = context;
  const { ruleId, hubId, namespaceId } = target;
  const user = others.find(other => other.entityRef === target.entityRef);
  if (user) {
    return kept(`${user} rests on the export rule ${ruleId.name}.`);
  }
  // The list, since a GET just after a PUT may not show it.
  const rules = await azure.dataExports.list(target.workspaceId, { signal });
  const rule = rules.find(({ id }) => ruleId.equals(id));
  if (!rule) {
    return gone;
  }
  if (
    !namespaceId.equals(rule.destinationId) ||
    rule.eventHubName?.toLowerCase() !== hubId.name.toLowerCase()
  ) {
    return kept(
      `${ruleId.name} leads elsewhere now: somebody has changed it since.`,
    );
  }
  const before = readPrevious(entry.previous);
  const ours = target.tables.filter(table => !includes(before.tables, table));
  const remaining = [
    ...rule.tableNames.filter(table => !includes(ours, table)),
    ...(context.whole ? [] : takenOut(before.tables, target.tables)).filter(
      table => !includes(rule.tableNames, table),
    ),
  ];
  if (remaining.length === 0) {
    await journal.write(takingBack(entry, 'delete'), () =>
      azure.dataExports.delete(ruleId, { signal }),
    );
    return gone;
  }
  // With the forwarder goes what it made, not that it was switched on again.
  const isRepaired = context.whole && entry.step === 'forwarder:repair';
  const enabled =
    entry.action === 'change' && !isRepaired ? before.enabled : rule.enabled;
  if (
    !isDeepStrictEqual(remaining, rule.tableNames) ||
    enabled !== rule.enabled
  ) {
    await journal.write(takingBack(entry, 'restore'), () =>
      azure.dataExports.put(
        ruleId,
        {
          tableNames: remaining,
          namespaceId,
          eventHubName: hubId.name,
          enabled,
        },
        { signal },
      ),
    );
  }
  return entry.action === 'change'
    ? gone
    : kept(`${ruleId.name} exports ${remaining.join(', ')} besides.`);
};

function readPrevious(previous: Record<string, unknown> | undefined) {
  return {
    tables: (previous?.tableNames as string[] | undefined) ?? [],
    enabled: previous?.enabled !== false,
  };
}

/** Tables of the forwarder that a change of its content took out of the rule. */
function takenOut(before: string[], now: string[]): string[] {
  return before.filter(
    table => includes(tablesOfContent.both, table) && !includes(now, table),
  );
}

function includes(tables: string[], table: string): boolean {
  return tables.some(other => other.toLowerCase() === table.toLowerCase());
}
