/**
 * POST requests that read: queries whose question does not fit into a URL.
 * Everything else that is not GET or HEAD changes something, or hands out
 * keys.
 */
const readingPosts = [
  /^(?:\/v1)?\/workspaces\/[^/]+\/query$/i,
  /\/subscriptions\/[^/]+\/metrics:getBatch$/i,
  /^\/+providers\/Microsoft\.ResourceGraph\/resources$/i,
  /^\/+subscriptions\/[^/]+\/providers\/Microsoft\.EventHub\/checkNameAvailability$/i,
];

/** True for requests that change nothing. */
export function isReading(request: { method: string; url: string }): boolean {
  if (request.method === 'GET' || request.method === 'HEAD') {
    return true;
  }
  const path = new URL(request.url).pathname;
  return (
    request.method === 'POST' && readingPosts.some(post => post.test(path))
  );
}

/**
 * True for requests that may be sent twice without a second effect. A PATCH is
 * one (Graph's upsert, and full replacement of what it names); a POST that
 * issues a secret is not.
 */
export function isIdempotent(request: {
  method: string;
  url: string;
}): boolean {
  return request.method !== 'POST' || isReading(request);
}
