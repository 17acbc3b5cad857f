import { AuditPage } from 'backstage-plugin-siem-forwarder-common';

/**
 * Brings a time line up to date with a newer look at its first page: new lines
 * come first, and lines that changed (an operation that ended) are replaced.
 *
 * @remarks
 * When so much is new that the two have no line in common, what lies between
 * them is not known, and the newer look stands alone.
 */
export function mergeNewest(known: AuditPage, newest: AuditPage): AuditPage {
  const fresh = new Set(newest.items.map(({ id }) => id));
  const overlaps = known.items.some(({ id }) => fresh.has(id));
  if (!overlaps || known.items.length <= newest.items.length) {
    return newest;
  }
  const oldest = newest.items[newest.items.length - 1];
  return {
    ...known,
    items: [
      ...newest.items,
      ...known.items.filter(({ id, at }) => !fresh.has(id) && at <= oldest.at),
    ],
  };
}
