import { ArmResourceId } from '../../azure/ArmResourceId';
import {
  DataExportRule,
  EventHub,
  EventHubNamespace,
} from '../../azure/AzureServices';
import { forwarderTarget } from '../ForwarderTarget';
import { specOf } from '../__testUtils__/operationsFixture';
import { compareEventHub } from './compareEventHub';
import { compareExportRule, mergedTables } from './compareExportRule';
import { compareNamespace } from './compareNamespace';
import { Comparison } from './Comparison';

const spec = specOf();
const target = forwarderTarget(spec);

const verdict = (comparison: Comparison) =>
  comparison.action === 'refuse'
    ? ['refuse', comparison.problem.field, comparison.problem.code]
    : [comparison.action, ...(comparison.difference ? ['differs'] : [])];

const namespace = (changes: Partial<EventHubNamespace>): EventHubNamespace => ({
  id: target.namespaceId,
  region: 'eastus2',
  tier: 'Standard',
  capacity: 1,
  autoInflate: false,
  provisioningState: 'Succeeded',
  localAuthDisabled: false,
  hostName: 'evhns-test-austin.servicebus.windows.net',
  tags: {},
  ...changes,
});

const hub = (changes: Partial<EventHub>): EventHub => ({
  id: target.hubId,
  partitionCount: 4,
  retentionHours: 168,
  status: 'Active',
  ...changes,
});

const rule = (changes: Partial<DataExportRule>): DataExportRule => ({
  id: target.ruleId,
  enabled: true,
  tableNames: ['SecurityIncident'],
  destinationId: `${target.namespaceId}`,
  destinationType: 'EventHub',
  eventHubName: 'defender-iot',
  ...changes,
});

describe('compareNamespace', () => {
  it.each<[string, EventHubNamespace | undefined, string[]]>([
    ['nothing there', undefined, ['create']],
    ['the same', namespace({}), ['adopt']],
    ['being created', namespace({ provisioningState: 'Creating' }), ['adopt']],
    ['a higher tier', namespace({ tier: 'Premium' }), ['adopt', 'differs']],
    ['another capacity', namespace({ capacity: 4 }), ['adopt', 'differs']],
    [
      'another region',
      namespace({ region: 'westeurope' }),
      ['refuse', 'namespace.name', 'region-mismatch'],
    ],
    [
      'a lower tier',
      namespace({ tier: 'Basic' }),
      ['refuse', 'namespace.tier', 'tier-too-low'],
    ],
    [
      'failed',
      namespace({ provisioningState: 'Failed' }),
      ['refuse', 'namespace.name', 'namespace-not-usable'],
    ],
  ])('%s', (_, existing, expected) => {
    expect(
      verdict(compareNamespace(existing, spec.namespace, 'eastus2')),
    ).toEqual(expected);
  });
});

describe('compareEventHub', () => {
  it.each<[string, EventHub | undefined, boolean, string[]]>([
    ['nothing there', undefined, false, ['create']],
    ['the same', hub({}), false, ['adopt']],
    ['longer kept', hub({ retentionHours: 169 }), false, ['adopt', 'differs']],
    [
      'shorter kept, ours',
      hub({ retentionHours: 24 }),
      true,
      ['change', 'differs'],
    ],
    [
      'shorter kept, of others',
      hub({ retentionHours: 24 }),
      false,
      ['refuse', 'eventHub.retentionHours', 'retention-too-short'],
    ],
    [
      'fewer partitions',
      hub({ partitionCount: 2 }),
      true,
      ['refuse', 'eventHub.partitionCount', 'partition-count-differs'],
    ],
    [
      'more partitions, ours',
      hub({ partitionCount: 8 }),
      true,
      ['adopt', 'differs'],
    ],
    [
      'more partitions, of others',
      hub({ partitionCount: 8 }),
      false,
      ['refuse', 'eventHub.partitionCount', 'partition-count-differs'],
    ],
    [
      'compacted',
      hub({ cleanupPolicy: 'Compact' }),
      true,
      ['refuse', 'eventHub.name', 'event-hub-compacted'],
    ],
  ])('%s', (_, existing, ours, expected) => {
    expect(verdict(compareEventHub(existing, spec.eventHub, ours))).toEqual(
      expected,
    );
  });
});

describe('compareExportRule', () => {
  const other = ArmResourceId.parse(`${target.ruleId}-other`);
  it.each<[string, DataExportRule[], string[]]>([
    ['nothing there', [], ['create']],
    [
      "the same, in Azure's lower case",
      [
        rule({
          id: ArmResourceId.parse(`${target.ruleId}`.toLowerCase()),
          destinationId: `${target.namespaceId}`.toLowerCase(),
        }),
      ],
      ['adopt'],
    ],
    [
      'more tables',
      [rule({ tableNames: ['Heartbeat', 'SecurityIncident'] })],
      ['adopt'],
    ],
    ['disabled', [rule({ enabled: false })], ['change', 'differs']],
    [
      'another table',
      [rule({ tableNames: ['Heartbeat'] })],
      ['change', 'differs'],
    ],
    [
      'another destination',
      [rule({ eventHubName: 'elsewhere' })],
      ['refuse', 'name', 'export-rule-leads-elsewhere'],
    ],
    [
      'hubs named by Azure',
      [rule({ eventHubName: undefined })],
      ['refuse', 'name', 'export-rule-leads-elsewhere'],
    ],
    [
      'another rule to this hub',
      [rule({ id: other })],
      ['refuse', 'eventHub.name', 'event-hub-has-other-rule'],
    ],
    [
      'another rule to another hub',
      [rule({ id: other, eventHubName: 'elsewhere' })],
      ['create'],
    ],
  ])('%s', (_, rules, expected) => {
    expect(verdict(compareExportRule(rules, target))).toEqual(expected);
  });

  it('keeps the tables of others', () => {
    expect(mergedTables(rule({ tableNames: ['Heartbeat'] }), target)).toEqual([
      'Heartbeat',
      'SecurityIncident',
    ]);
    expect(mergedTables(undefined, target)).toEqual(['SecurityIncident']);
  });
});
