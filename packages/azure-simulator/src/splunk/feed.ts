import { ServiceRequest } from '../http/Route';
import { toIso } from '../clock/format';

/** One entry of an Atom-JSON feed. */
export interface FeedEntry {
  name: string;
  content: Record<string, unknown>;
}

/**
 * An answer as `output_mode=json` gives it.
 * @param collection - path of the collection, whose entries' ids lie under it
 */
export function feed(
  request: ServiceRequest,
  collection: string,
  entries: FeedEntry[],
): Record<string, unknown> {
  return {
    links: { create: `${collection}/_new`, _reload: `${collection}/_reload` },
    origin: `${request.origin}${collection}`,
    updated: toIso(request.now),
    generator: { build: 'a1b2c3d4e5f6', version: '9.4.3' },
    entry: entries.map(({ name, content }) => ({
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
    paging: { total: entries.length, perPage: 30, offset: 0 },
    messages: [],
  };
}
