import { SplunkEvent } from '../../state';
import { fieldOf, Result } from './Result';

function add(result: Result, name: string, value: string): void {
  const existing = fieldOf(result, name);
  if (existing === undefined) {
    result[name] = value;
  } else {
    result[name] = [
      ...(Array.isArray(existing) ? existing : [existing]),
      value,
    ];
  }
}

/** Fields of a JSON event, as `KV_MODE = json` extracts them: `Owner.email`, `AlertIds{}`. */
function extractJson(result: Result, prefix: string, value: unknown): void {
  if (Array.isArray(value)) {
    for (const item of value) {
      extractJson(result, `${prefix}{}`, item);
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, item] of Object.entries(value)) {
      extractJson(result, prefix === '' ? name : `${prefix}.${name}`, item);
    }
  } else if (prefix !== '') {
    add(result, prefix, value === null ? 'null' : String(value));
  }
}

function extractPairs(result: Result, raw: string): void {
  for (const match of raw.matchAll(/(\w+)=(?:"([^"]*)"|([^\s|,]+))/g)) {
    if (fieldOf(result, match[1]) === undefined) {
      result[match[1]] = match[2] ?? match[3];
    }
  }
}

/** An event with its own fields and those that its text holds. */
export function extractFields(event: SplunkEvent): Result {
  const result: Result = {
    _time: (event.time / 1000).toFixed(3),
    _indextime: String(Math.floor(event.indexTime / 1000)),
    _raw: event.raw,
    host: event.host,
    index: event.index,
    source: event.source,
    sourcetype: event.sourcetype,
    splunk_server: 'idx-ot-01',
  };
  if (event.raw.startsWith('{')) {
    try {
      extractJson(result, '', JSON.parse(event.raw));
      return result;
    } catch {
      // No JSON after all: what looks like pairs is taken, as Splunk does.
    }
  }
  extractPairs(result, event.raw);
  return result;
}
