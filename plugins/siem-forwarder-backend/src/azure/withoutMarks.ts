/**
 * Marks of one call in the words of Azure's services:
 * `Trace ID: … Correlation ID: … Timestamp: …` (Entra),
 * `TrackingId:…, SystemTracker:…, Timestamp:…` (Event Hubs),
 * `Ref A: … Ref B: … Ref C: …` (Front Door).
 */
const LABELLED =
  /(?:\s*[-,;]\s*)?\b(?:the )?(?:(?:(?:client|server)[ -])?(?:trace|correlation|request|tracking|activity)[ -]?id|systemtracker|timestamp|ref [abc])\b(?:\s+is)?\s*[:=]?\s*['"]?(?:\d{4}-\d\d-\d\d[T ][\d:.]+Z?|[\w.:-]*\d[\w:-]*)['"]?/gi;

/** With which the login's client begins: `invalid_client: 7000222 - [2026-11-24 09:12:00Z]: AADSTS…`. */
const BRACKETED = /\[\d{4}-\d\d-\d\d[T ][\d:.]+Z?\]:?\s*/g;

const HOW_LONG = /(?:another )?(['"]?)\d+\1 (?:second|minute|hour)s?\b/gi;

/** A text of Azure's without ids and times of the call that it answered. */
export function withoutMarks(text: string): string {
  return text
    .replace(LABELLED, '')
    .replace(BRACKETED, '')
    .replace(/\(\s*\)/g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ([.,;)])/g, '$1')
    .trim();
}

/** A text of Azure's without how long it asks to wait, which is less each time. */
export function withoutWait(text: string): string {
  return text.replace(HOW_LONG, 'a while');
}
