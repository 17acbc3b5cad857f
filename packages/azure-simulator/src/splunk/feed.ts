import { ServiceRequest } from '../http/Route';
import { toIso } from '../clock/format';

/** One entry of an Atom-JSON feed. */
export interface FeedEntry {
  name: string;
  content: Record<string, unknown>;
}

/** Entries of a page when `count` is absent; 0 asks for all. Source: https://docs.splunk.com/Documentation/Splunk/latest/RESTREF/RESTprolog#Pagination_and_filtering_parameters */
const defaultCount = 30;

function numberOf(text: string | null, otherwise: number): number {
  const value = Number(text ?? otherwise);
  return Number.isInteger(value) && value >= 0 ? value : otherwise;
}

/**
 * An answer as `output_mode=json` gives it: one page of the entries.
 * @param collection - path of the collection, whose entries' ids lie under it
 */
export function feed(
  request: ServiceRequest,
  collection: string,
  entries: FeedEntry[],
): Record<string, unknown> {
  const perPage = numberOf(request.query.get('count'), defaultCount);
  const offset = numberOf(request.query.get('offset'), 0);
  const page = entries.slice(
    offset,
    perPage === 0 ? undefined : offset + perPage,
  );
  return {
    links: { create: `${collection}/_new`, _reload: `${collection}/_reload` },
    origin: `${request.origin}${collection}`,
    updated: toIso(request.now),
    generator: { build: 'a1b2c3d4e5f6', version: '9.4.3' },
    entry: page.map(({ name, content }) => ({
      name,
      id: `${request.origin}${collection}/${encodeURIComponent(name)}`,
      updated: toIso(request.now),
      links: {
        alternate: `${collection}/${encodeURIComponent(name)}`,
        list: `${collection}/${encodeURIComponent(name)}`,
        edit: `${collection}/${encodeURIComponent(name)}`,
        remove: `${collection}/${encodeURIComponent(name)}`,
      },
      author: 'nobody',
      acl: {
        app: 'Splunk_TA_microsoft-cloudservices',
        can_write: true,
        owner: 'nobody',
        modifiable: true,
        removable: true,
        sharing: 'global',
        perms: { read: ['*'], write: ['admin', 'sc_admin'] },
      },
      content,
    })),
    paging: { total: entries.length, perPage, offset },
    messages: [],
  };
}
