import { Loss } from 'backstage-plugin-siem-forwarder-common';
import { MOST_LOST_ITEMS } from '../collect/LostRows';

/** Losses whose rows are in the workspace, where they can be listed. */
const listable = [
  'rule-disabled',
  'rule-missing',
  'tables-differ',
  'retries-over',
];

/**
 * Tells whether the rows of a loss are to be listed: when it begins and when it
 * has grown, until the list is full.
 */
export function isToBeListed(loss: Loss, before: Loss | undefined): boolean {
  if (
    loss.kind !== 'losing' ||
    loss.endedAt ||
    !loss.count ||
    !listable.includes(loss.reason)
  ) {
    return false;
  }
  const { items } = loss;
  return (
    items === undefined ||
    (loss.count !== before?.count && items.length < MOST_LOST_ITEMS)
  );
}
