/**
 * True for names that an index of Splunk can have; names go into searches, so
 * nothing else may.
 *
 * Source: https://docs.splunk.com/Documentation/Splunk/latest/Indexer/Setupmultipleindexes
 */
export function isIndexName(text: string): boolean {
  return /^[a-z0-9_][a-z0-9_-]*$/.test(text);
}
