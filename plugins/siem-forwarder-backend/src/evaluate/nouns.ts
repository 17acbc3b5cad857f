import { Forwarder } from '../collect/Forwarder';

const nounOfTable: Record<string, string> = {
  SecurityIncident: 'incidents',
  SecurityAlert: 'alerts',
};

/** What a forwarder forwards, in a sentence: `incidents`, `incidents and alerts`. */
export function rowsNoun({ tables }: Pick<Forwarder, 'tables'>): string {
  const nouns = tables.map(table => nounOfTable[table] ?? `${table} rows`);
  return nouns.length > 1
    ? `${nouns.slice(0, -1).join(', ')} and ${nouns[nouns.length - 1]}`
    : nouns[0] ?? 'rows';
}

/** `1 row`, `7 rows`. */
export function counted(count: number, singular: string): string {
  return `${count.toLocaleString('en-US')} ${
    count === 1 ? singular : `${singular}s`
  }`;
}

/** A sentence's first word in upper case. */
export function capitalised(text: string): string {
  return text.charAt(0).toLocaleUpperCase('en-US') + text.slice(1);
}
