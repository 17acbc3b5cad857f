import { ConflictError } from '@backstage/errors';
import { isDeepStrictEqual } from 'node:util';
import {
  ForwarderSpec,
  PlannedChange,
  Problem,
  TABLES_ANNOTATION,
} from 'backstage-plugin-siem-forwarder-common';
import { DataExportRule, EventHub } from '../../azure/AzureServices';
import { forwarderTarget } from '../ForwarderTarget';
import { putRegistration } from '../life/putRegistration';
import { requireRegistration } from '../life/requireRegistration';
import { describeProblem, problem } from '../problems';
import { ComparisonContext, Step, StepContext, StepPlan } from '../Step';
import { limitsOfTier } from '../tierLimits';

const STEP = 'forwarder:change';

/** What a change finds, and what it would bring about. */
interface Found extends StepPlan {
  hub?: EventHub;
  rule?: DataExportRule;
  /** Tables of the rule once it is changed. */
  tableNames: string[];
}

/**
 * Changes partitions, retention or tables of a forwarder; its registration
 * follows.
 */
export const changeForwarder: Step<typeof STEP> = {
  step: STEP,

  async compare() {
    return { changes: [], problems: [] };
  },

  async planDryRun(context) {
    const { changes, problems } = await find(context);
    return { changes, problems };
  },

  async run(context) {
    const { azure, journal, signal, spec, target } = context;
    const { changes, hub, problems, rule, tableNames } = await find(context);
    if (problems.length > 0 || !hub || !rule) {
      throw new ConflictError(problems.map(describeProblem).join('\n'));
    }
    const { partitionCount, retentionHours } = wantedOf(context, hub);
    if (
      hub.partitionCount !== partitionCount ||
      hub.retentionHours !== retentionHours
    ) {
      await journal.write(
        {
          action: 'change',
          kind: 'event-hub',
          resource: `event hub ${target.hubId.name}`,
          resourceId: `${target.hubId}`,
          previous: {
            partitionCount: hub.partitionCount,
            retentionHours: hub.retentionHours,
          },
        },
        () =>
          azure.eventHubs.putHub(
            target.hubId,
            { partitionCount, retentionHours },
            { signal },
          ),
      );
    }
    if (!isDeepStrictEqual(rule.tableNames, tableNames)) {
      await journal.write(
        {
          action: 'change',
          kind: 'export-rule',
          resource: `data export rule ${target.ruleId.name}`,
          resourceId: `${target.ruleId}`,
          previous: { tableNames: rule.tableNames, enabled: rule.enabled },
        },
        () =>
          azure.dataExports.put(
            target.ruleId,
            {
              tableNames,
              namespaceId: target.namespaceId,
              eventHubName: target.hubId.name,
              enabled: rule.enabled,
            },
            { signal },
          ),
      );
    }
    const registration = await requireRegistration(context);
    const { entity } = registration;
    await putRegistration(context, registration, {
      spec: true,
      outputs: { ...registration.outputs, tables: target.tables.join(', ') },
      // The entity of an adopted forwarder is its owner's own.
      ...(!spec.adopted && {
        entity: {
          ...entity,
          metadata: {
            ...entity.metadata,
            annotations: {
              ...entity.metadata.annotations,
              [TABLES_ANNOTATION]: target.tables.join(','),
            },
          },
        },
      }),
    });
    return {
      status: 'done',
      message: changes.length
        ? changes
            .map(({ resource, difference }) => `${resource}: ${difference}`)
            .join('\n')
        : 'Everything is as asked for.',
      changes,
      outputs: { entityRef: target.entityRef },
    };
  },
};

async function find(context: StepContext): Promise<Found> {
  const { reader, signal, target } = context;
  const [hub, rules, before] = await Promise.all([
    reader.eventHubs.getHub(target.hubId, { signal }),
    reader.dataExports.list(target.workspaceId, { signal }),
    specBefore(context),
  ]);
  const rule = rules.find(({ id }) => target.ruleId.equals(id));
  const tableNames = tablesAfter(context, rule, before);
  const missing = [
    !hub && `event hub '${target.hubId.name}'`,
    !rule && `export rule '${target.ruleId.name}'`,
  ].filter(part => part !== false);
  return {
    hub,
    rule,
    tableNames,
    changes: [
      ...changesOfHub(context, hub),
      ...changesOfRule(context, rule, tableNames),
    ],
    problems: [
      ...missing.map(part =>
        problem(
          'entityRef',
          'part-missing',
          `The ${part} does not exist.`,
          'Repair the forwarder first.',
        ),
      ),
      ...(await problemsOfHub(context, hub)),
      ...problemsOfTables(context, before),
    ],
  };
}

async function specBefore({
  store,
  target,
}: ComparisonContext): Promise<ForwarderSpec | undefined> {
  const registration = await store.getRegistration(target.entityRef);
  const operation =
    registration && (await store.getOperation(registration.operationId));
  return operation?.spec;
}

/** Tables that people added to the rule stay. */
function tablesAfter(
  { target }: ComparisonContext,
  rule: DataExportRule | undefined,
  before: ForwarderSpec | undefined,
): string[] {
  const was = before ? forwarderTarget(before).tables : [];
  const existing = rule?.tableNames ?? [];
  return [
    ...existing.filter(
      table => !includes(was, table) || includes(target.tables, table),
    ),
    ...target.tables.filter(table => !includes(existing, table)),
  ];
}

/** What nobody asked to change stays as it is, also where it has drifted. */
function wantedOf({ input, spec }: StepContext, hub: EventHub) {
  const { partitionCount, retentionHours } = spec.eventHub;
  return {
    partitionCount:
      input.partitionCount === undefined ? hub.partitionCount : partitionCount,
    retentionHours:
      input.retentionHours === undefined ? hub.retentionHours : retentionHours,
  };
}

function changesOfHub(
  context: StepContext,
  hub: EventHub | undefined,
): PlannedChange[] {
  const { target } = context;
  const wanted = hub && wantedOf(context, hub);
  const differences = wanted
    ? [
        hub.partitionCount !== wanted.partitionCount &&
          `${wanted.partitionCount} partitions instead of ${hub.partitionCount}`,
        hub.retentionHours !== wanted.retentionHours &&
          `events are kept ${wanted.retentionHours} hours instead of ${hub.retentionHours}`,
      ].filter(Boolean)
    : [];
  return differences.length === 0
    ? []
    : [
        {
          step: STEP,
          action: 'change',
          resource: `event hub ${target.hubId.name}`,
          resourceId: `${target.hubId}`,
          difference: `${differences.join(', ')}.`,
        },
      ];
}

function changesOfRule(
  { target }: ComparisonContext,
  rule: DataExportRule | undefined,
  tableNames: string[],
): PlannedChange[] {
  return !rule || isDeepStrictEqual(rule.tableNames, tableNames)
    ? []
    : [
        {
          step: STEP,
          action: 'change',
          resource: `data export rule ${target.ruleId.name}`,
          resourceId: `${target.ruleId}`,
          difference: `It exports ${tableNames.join(
            ' and ',
          )} instead of ${rule.tableNames.join(' and ')}.`,
        },
      ];
}

async function problemsOfHub(
  context: StepContext,
  hub: EventHub | undefined,
): Promise<Problem[]> {
  if (!hub) {
    return [];
  }
  const { reader, signal, spec, store, target } = context;
  const { partitionCount, retentionHours } = wantedOf(context, hub);
  const found: Problem[] = [];
  if (hub.partitionCount !== partitionCount) {
    const namespace = await reader.eventHubs.getNamespace(target.namespaceId, {
      signal,
    });
    const tier = namespace?.tier ?? spec.namespace.tier;
    if (
      !limitsOfTier(tier)?.partitionsGrow ||
      partitionCount < hub.partitionCount
    ) {
      found.push(
        problem(
          'eventHub.partitionCount',
          'partition-count-fixed',
          `The event hub '${hub.id.name}' has ${hub.partitionCount} partitions; in the ${tier} tier Azure does not make them ${partitionCount}.`,
          'Stream to a new event hub: make a forwarder with another event hub name, then decommission this one.',
        ),
      );
    }
  }
  if (
    hub.retentionHours !== retentionHours &&
    !(await store.hasCreated(`${target.hubId}`))
  ) {
    found.push(
      problem(
        'eventHub.retentionHours',
        'event-hub-not-ours',
        `The portal did not make the event hub '${hub.id.name}', which keeps events ${hub.retentionHours} hours.`,
        'Change its retention in Azure.',
      ),
    );
  }
  return found;
}

/** An export rule has no filter: all rows of a table leave the workspace. */
function problemsOfTables(
  { spec, target }: ComparisonContext,
  before: ForwarderSpec | undefined,
): Problem[] {
  const was = before ? forwarderTarget(before).tables : [];
  const added = target.tables.filter(table => !includes(was, table));
  return added.length === 0 || spec.exportsWholeTable
    ? []
    : [
        problem(
          'exportsWholeTable',
          'whole-table-consent',
          `All rows of ${added.join(
            ' and ',
          )} would be exported, also those that are not from Defender for IoT.`,
          'Consent to that (exportsWholeTable), or leave the tables as they are.',
        ),
      ];
}

function includes(tables: string[], table: string): boolean {
  return tables.some(other => other.toLowerCase() === table.toLowerCase());
}
