import { NotFoundError } from '@backstage/errors';
import { compareNamespace } from '../compare/compareNamespace';
import { plannedChange, refuseConflict } from '../compare/Comparison';
import { ComparisonContext, Step } from '../Step';

const STEP = 'namespace:begin';

/** Tag by which a namespace tells which operation made it. */
export const OPERATION_TAG = 'siem-forwarder-operation';

/**
 * Sends the slow creation of the namespace and returns, so that the steps
 * after it run meanwhile.
 */
export const beginNamespace: Step<typeof STEP> = {
  step: STEP,

  async compare(context) {
    const { comparison } = await compare(context);
    return {
      changes: [
        plannedChange(
          STEP,
          describe(context),
          `${context.target.namespaceId}`,
          comparison,
        ),
      ],
      problems: comparison.action === 'refuse' ? [comparison.problem] : [],
    };
  },

  async run(context) {
    const { azure, journal, operationId, spec, target, signal } = context;
    const found = await compare(context);
    const comparison = refuseConflict(found.comparison);
    if (comparison.action === 'create') {
      if (!found.region) {
        throw new NotFoundError(
          `workspaceId: the workspace '${target.workspaceId}' does not exist any more; choose another and start a new run`,
        );
      }
      const region = found.region;
      await journal.write(
        {
          action: 'create',
          kind: 'namespace',
          resource: describe(context),
          resourceId: `${target.namespaceId}`,
        },
        () =>
          azure.eventHubs.beginNamespace(
            target.namespaceId,
            {
              region,
              tier: spec.namespace.tier,
              capacity: spec.namespace.capacity,
              tags: {
                'siem-forwarder': spec.name,
                [OPERATION_TAG]: operationId,
              },
            },
            { signal },
          ),
      );
    }
    return {
      status: 'done',
      message:
        comparison.action === 'create'
          ? `Azure is creating the namespace ${target.namespaceId.name}; the next steps go on meanwhile.`
          : `The namespace ${target.namespaceId.name} exists and suits.`,
      changes: [
        plannedChange(
          STEP,
          describe(context),
          `${target.namespaceId}`,
          comparison,
        ),
      ],
      outputs: {
        namespaceId: `${target.namespaceId}`,
        namespaceName: target.namespaceId.name,
      },
    };
  },
};

async function compare({ spec, target, reader, signal }: ComparisonContext) {
  const [existing, workspace] = await Promise.all([
    reader.eventHubs.getNamespace(target.namespaceId, { signal }),
    reader.workspaces.get(target.workspaceId, { signal }),
  ]);
  return {
    region: workspace?.region,
    comparison: compareNamespace(existing, spec.namespace, workspace?.region),
  };
}

function describe({ spec, target }: ComparisonContext): string {
  return `${spec.namespace.tier} namespace ${target.namespaceId.name} in ${target.namespaceId.resourceGroup}`;
}
