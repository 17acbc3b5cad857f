import { ForwarderSpec } from 'backstage-plugin-siem-forwarder-common';
import { EventHubNamespace } from '../../azure/AzureServices';
import { problem } from '../problems';
import { limitsOfTier, tierLimits } from '../tierLimits';
import { Comparison } from './Comparison';

/**
 * Compares an Event Hubs namespace with what was asked for. A namespace may
 * serve several forwarders, so one that exists is adopted as it is or refused,
 * never changed.
 *
 * @param region - the workspace's region, which an export rule demands of its destination
 */
export function compareNamespace(
  existing: EventHubNamespace | undefined,
  spec: ForwarderSpec['namespace'],
  region: string | undefined,
): Comparison {
  if (!existing) {
    return { action: 'create' };
  }
  if (region && existing.region.toLowerCase() !== region.toLowerCase()) {
    return {
      action: 'refuse',
      differences: [
        { property: 'region', found: existing.region, wanted: region },
      ],
      problem: problem(
        'namespace.name',
        'region-mismatch',
        `The namespace '${existing.id.name}' is in ${existing.region}, but the workspace is in ${region}, and an export rule reaches only its own region.`,
        `Choose a namespace in ${region}, or a new name.`,
      ),
    };
  }
  const rank = limitsOfTier(existing.tier)?.rank;
  if (rank !== undefined && rank < tierLimits[spec.tier].rank) {
    return {
      action: 'refuse',
      differences: [
        { property: 'tier', found: existing.tier, wanted: spec.tier },
      ],
      problem: problem(
        'namespace.tier',
        'tier-too-low',
        `The namespace '${existing.id.name}' has the ${existing.tier} tier, lower than the ${spec.tier} that was asked for.`,
        `Ask for ${existing.tier} if its limits suit, or choose a new namespace name.`,
      ),
    };
  }
  const state = existing.provisioningState.toLowerCase();
  if (state === 'failed' || state === 'deleting') {
    return {
      action: 'refuse',
      problem: problem(
        'namespace.name',
        'namespace-not-usable',
        `The namespace '${existing.id.name}' is ${existing.provisioningState}.`,
        'Remove it in the Azure portal and run again, or choose a new name.',
      ),
    };
  }
  const differences = [
    { property: 'tier', found: existing.tier, wanted: spec.tier },
    {
      property: 'capacity',
      found: `${existing.capacity}`,
      wanted: `${spec.capacity}`,
    },
  ].filter(({ found, wanted }) => found.toLowerCase() !== wanted.toLowerCase());
  const notes = [
    existing.tier.toLowerCase() !== spec.tier.toLowerCase() &&
      `has the ${existing.tier} tier`,
    existing.capacity !== spec.capacity &&
      `has ${existing.capacity} units, not ${spec.capacity}`,
  ].filter(Boolean);
  return {
    action: 'adopt',
    ...(notes.length > 0 && {
      difference: `It ${notes.join(
        ' and ',
      )}; a shared namespace is left as it is.`,
      differences,
    }),
  };
}
