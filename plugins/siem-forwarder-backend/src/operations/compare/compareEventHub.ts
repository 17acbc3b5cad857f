import { ForwarderSpec } from 'backstage-plugin-siem-forwarder-common';
import { EventHub } from '../../azure/AzureServices';
import { problem } from '../problems';
import { Comparison } from './Comparison';

/**
 * Compares an event hub with what was asked for.
 *
 * @param madeByPortal - whether the journal says that the portal made this
 *   hub; the retention of others is not touched
 */
export function compareEventHub(
  existing: EventHub | undefined,
  spec: ForwarderSpec['eventHub'],
  madeByPortal: boolean,
): Comparison {
  if (!existing) {
    return { action: 'create' };
  }
  const partitions = {
    property: 'partitions',
    found: `${existing.partitionCount}`,
    wanted: `${spec.partitionCount}`,
  };
  // In the Premium tier people can add some, which nobody can take away.
  const mayStay = madeByPortal && existing.partitionCount > spec.partitionCount;
  if (existing.partitionCount !== spec.partitionCount && !mayStay) {
    return {
      action: 'refuse',
      differences: [partitions],
      problem: problem(
        'eventHub.partitionCount',
        'partition-count-differs',
        `The event hub '${existing.id.name}' has ${existing.partitionCount} partitions, not ${spec.partitionCount}, and Azure does not change that.`,
        `Ask for ${existing.partitionCount} partitions, or choose a new event hub name.`,
      ),
    };
  }
  if (/compact/i.test(existing.cleanupPolicy ?? '')) {
    return {
      action: 'refuse',
      problem: problem(
        'eventHub.name',
        'event-hub-compacted',
        `The event hub '${existing.id.name}' has the cleanup policy ${existing.cleanupPolicy}, into which Azure cannot export.`,
        'Choose a new event hub name.',
      ),
    };
  }
  const retention = {
    property: 'retention',
    found: `${existing.retentionHours} hours`,
    wanted: `${spec.retentionHours} hours`,
  };
  if (existing.retentionHours < spec.retentionHours) {
    const difference = `It keeps events ${existing.retentionHours} hours, not ${spec.retentionHours}.`;
    return madeByPortal
      ? { action: 'change', difference, differences: [retention] }
      : {
          action: 'refuse',
          differences: [retention],
          problem: problem(
            'eventHub.retentionHours',
            'retention-too-short',
            `The event hub '${existing.id.name}', which the portal did not make, keeps events ${existing.retentionHours} hours, not ${spec.retentionHours}.`,
            `Ask for ${existing.retentionHours} hours, raise its retention in Azure, or choose a new event hub name.`,
          ),
        };
  }
  const longer = existing.retentionHours > spec.retentionHours;
  return {
    action: 'adopt',
    ...((longer || mayStay) && {
      difference: [
        mayStay &&
          `It has ${existing.partitionCount} partitions, more than asked for, and is left so.`,
        longer &&
          `It keeps events ${existing.retentionHours} hours, longer than asked for, and is left so.`,
      ]
        .filter(Boolean)
        .join(' '),
      differences: [
        ...(mayStay ? [partitions] : []),
        ...(longer ? [retention] : []),
      ],
    }),
  };
}
