import RandExp from 'randexp';
import { JsonObject, stringsOf } from '../apiModel/json';

/** A GUID for whatever wants one. */
const guid = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';

/** Texts for formats that JSON Schema and OpenAPI name. */
const byFormat: Record<string, string> = {
  uuid: guid,
  'date-time': '2026-11-24T08:00:00Z',
  'date-time-rfc1123': 'Tue, 24 Nov 2026 08:00:00 GMT',
  date: '2026-11-24',
  time: '08:00:00Z',
  duration: 'PT1H',
  uri: 'https://example.com/',
  url: 'https://example.com/',
  byte: 'AAAA',
  'arm-id': `/subscriptions/${guid}/resourceGroups/example/providers/Microsoft.EventHub/namespaces/example-1`,
};

/** Texts that look like what names and ids look like. */
const usual: readonly string[] = ['example', 'example-1', guid, '1'];

/** Whether a text keeps to a schema's pattern and lengths. */
function fits(text: string, keywords: JsonObject): boolean {
  const { pattern, minLength, maxLength } = keywords;
  return (
    (typeof pattern !== 'string' || RegExp(pattern).test(text)) &&
    (typeof minLength !== 'number' || text.length >= minLength) &&
    (typeof maxLength !== 'number' || text.length <= maxLength)
  );
}

/** Texts of a pattern, the same in every run: of the first choices, short and longer. */
function samples(pattern: string): string[] {
  return [0, 1, 12, 40].map(most => {
    const generator = new RandExp(pattern);
    generator.max = most;
    // Of characters and alternatives the first, of repetitions the most.
    generator.randInt = (from, to) => (to <= most ? to : from);
    return generator.gen();
  });
}

/** A text that a schema of type `string` admits, or undefined when none of ours does. */
export function synthesizeText(keywords: JsonObject): string | undefined {
  const [first] = stringsOf(keywords.enum);
  if (first !== undefined) {
    return first;
  }
  const { format, pattern } = keywords;
  const formatted = typeof format === 'string' ? byFormat[format] : undefined;
  const ofPattern = typeof pattern === 'string' ? samples(pattern) : [];
  return [
    ...(formatted
      ? [formatted, ...ofPattern.map(sample => formatted + sample)]
      : []),
    ...usual,
    ...ofPattern,
    'a'.repeat(Number(keywords.minLength ?? 0)),
  ].find(text => fits(text, keywords));
}
