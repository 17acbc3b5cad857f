import { SimulatorState, StateChange, StatePath } from '../state';
import { World } from '../World';
import { noteOperator } from './noteOperator';

/** An operation of Resource Manager, as the Activity Log names it. */
interface Operation {
  /** Resource type: `Microsoft.EventHub/namespaces`. */
  type: string;
  resourceId: string;
}

/** Resource types below a namespace or a workspace, by the member of the state that holds them. */
const children: Record<string, { type: string; segment: string }> = {
  eventHubs: {
    type: 'Microsoft.EventHub/namespaces/eventhubs',
    segment: 'eventhubs',
  },
  consumerGroups: {
    type: 'Microsoft.EventHub/namespaces/eventhubs/consumergroups',
    segment: 'consumergroups',
  },
  dataExports: {
    type: 'Microsoft.OperationalInsights/workspaces/dataExports',
    segment: 'dataExports',
  },
  dataConnectors: {
    type: 'Microsoft.SecurityInsights/dataConnectors',
    segment: 'providers/Microsoft.SecurityInsights/dataConnectors',
  },
  alertRules: {
    type: 'Microsoft.SecurityInsights/alertRules',
    segment: 'providers/Microsoft.SecurityInsights/alertRules',
  },
};

/** Members that Azure changes by itself: nobody did it, so nobody is named. */
const azuresOwn = ['isThrottled', 'cursors', 'retryAt'];

function operationOf(
  state: SimulatorState,
  path: StatePath,
): Operation | undefined {
  const [collection, key, ...rest] = path.filter(
    (segment): segment is string => typeof segment === 'string',
  );
  let operation: Operation | undefined;
  if (collection === 'namespaces') {
    operation = {
      type: 'Microsoft.EventHub/namespaces',
      resourceId: state.namespaces[key]?.id ?? key,
    };
  } else if (collection === 'workspaces') {
    operation = {
      type: 'Microsoft.OperationalInsights/workspaces',
      resourceId: state.workspaces[key]?.id ?? key,
    };
  } else if (collection === 'roleAssignments') {
    return { type: 'Microsoft.Authorization/roleAssignments', resourceId: key };
  }
  if (!operation || azuresOwn.includes(rest[rest.length - 1])) {
    return undefined;
  }
  if (rest[0] === 'tables') {
    // Rows are no configuration.
    return undefined;
  }
  if (rest[0] === 'networkRuleSet') {
    return {
      type: 'Microsoft.EventHub/namespaces/networkRuleSets',
      resourceId: `${operation.resourceId}/networkRuleSets/default`,
    };
  }
  for (const [index, member] of rest.entries()) {
    const child = children[member];
    const name = rest[index + 1];
    if (child && name !== undefined) {
      operation = {
        type: child.type,
        resourceId: `${operation.resourceId}/${child.segment}/${name}`,
      };
    }
  }
  return operation;
}

function isDeletion(change: StateChange): boolean {
  return change.kind === 'memberRemoved' || change.kind === 'roleRemoved';
}

/**
 * Writes the changes of a scenario into the Activity Log, as if a person had
 * made them through Resource Manager. What is in the directory or in Splunk is
 * in other logs.
 *
 * @param undone - whether they are taken back: what was deleted is written again
 */
export function noteChanges(
  world: World,
  changes: readonly StateChange[],
  undone = false,
): void {
  const noted = new Set<string>();
  for (const change of changes) {
    const operation =
      'path' in change && change.kind !== 'minutesHidden'
        ? operationOf(world.state, change.path)
        : undefined;
    if (!operation) {
      continue;
    }
    const verb = isDeletion(change) && !undone ? 'delete' : 'write';
    const key = `${operation.resourceId} ${verb}`;
    if (noted.has(key)) {
      continue;
    }
    noted.add(key);
    noteOperator(world, {
      operationName: `${operation.type}/${verb}`,
      resourceId: operation.resourceId,
    });
  }
}
