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

/** Texts that are tried where a pattern or a length decides. */
const candidates: readonly string[] = [
  'example',
  'example-1',
  'Example1',
  guid,
  'default',
  '$Default',
  'PT1H',
  '2026-11-24T08:00:00Z',
  '2026-11-24T08:00:00.0000000Z',
  'Tue, 24 Nov 2026 08:00:00 GMT',
  '1',
  '10',
  '0.0',
  'https://example.com/',
  'https://example.com/x',
  'https://example.com:443/',
  byFormat['arm-id'],
  `/${guid}`,
  'a'.repeat(24),
  'a'.repeat(32),
  '0'.repeat(32),
  'Bearer example',
  'Microsoft.EventHub',
  '2026-11-24 08:00:00Z',
  '2026-11-24T08:00:00',
  'example.example.example',
  'https://example.com/oauth2/v2.0/token',
  'https://example.com/v2.0',
  'https://example.com/.default',
  'https://example.vault.azure.net/',
  `/subscriptions/${guid}/resourceGroups/example/providers/Microsoft.KeyVault/vaults/example-1`,
  'https://graph.microsoft.com/v1.0/$metadata#example',
  '#microsoft.graph.servicePrincipal',
  `AADSTS7000215: Example. Trace ID: ${guid} Correlation ID: ${guid} Timestamp: 2026-11-24 08:00:00Z`,
  'search index=example',
  `Unexpected error "<class 'splunktaucclib.rest_handler.error.RestError'>" from python handler: "REST Error [404]: Not Found -- example". See splunkd.log/python.log for more details.`,
];

/** Whether a text keeps to a schema's pattern and lengths. */
function fits(text: string, keywords: JsonObject): boolean {
  const { pattern, minLength, maxLength } = keywords;
  return (
    (typeof pattern !== 'string' || RegExp(pattern).test(text)) &&
    (typeof minLength !== 'number' || text.length >= minLength) &&
    (typeof maxLength !== 'number' || text.length <= maxLength)
  );
}

/** A text that a schema of type `string` admits, or undefined when none of ours does. */
export function synthesizeText(keywords: JsonObject): string | undefined {
  const [first] = stringsOf(keywords.enum);
  if (first !== undefined) {
    return first;
  }
  const formatted =
    typeof keywords.format === 'string' ? byFormat[keywords.format] : undefined;
  return [...(formatted ? [formatted] : []), ...candidates].find(text =>
    fits(text, keywords),
  );
}
