import { createHash } from 'node:crypto';
import { Exchange } from 'azure-simulator';

/**
 * What differs from run to run without being judged differently. Each form has
 * a mark of its own, so that a value in another form is judged by itself.
 */
const variable: readonly [RegExp, string][] = [
  [/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '<guid>'],
  [
    /\d{4}-\d\d-\d\d(T|%3A| )\d\d(?::|%3A)\d\d(?::|%3A)\d\d(?:\.\d+)?(Z?)/g,
    '<instant$1$2>',
  ],
  [/127\.0\.0\.1:\d+/g, '<host>'],
  [/"eyJ[\w-]+\.[\w-]+\.[\w-]+"/g, '"<token>"'],
];

/** Headers of requests that no document speaks of and that differ with every one. */
const requestNoise = new Set([
  'content-length',
  'user-agent',
  'traceparent',
  'x-ms-useragent',
  'x-ms-client-request-id',
  'client-request-id',
]);

/** Of answers; what documents ask for must count, be it different every time. */
const responseNoise = new Set(['content-length']);

function withoutNoise(
  headers: Record<string, string>,
  noise: ReadonlySet<string>,
) {
  return Object.entries(headers)
    .filter(
      ([name]) =>
        !noise.has(name) && !/remaining|resource-unit|quota/.test(name),
    )
    .sort(([a], [b]) => a.localeCompare(b));
}

/** Equal for exchanges that a referee must judge alike. */
export function fingerprint(exchange: Exchange): string {
  const text = JSON.stringify([
    exchange.service,
    exchange.method,
    exchange.url,
    withoutNoise(exchange.requestHeaders, requestNoise),
    exchange.requestBody,
    exchange.status,
    withoutNoise(exchange.responseHeaders, responseNoise),
    exchange.responseBody,
  ]);
  const plain = variable.reduce(
    (current, [pattern, mark]) => current.replace(pattern, mark),
    text,
  );
  return createHash('sha256').update(plain).digest('base64');
}
