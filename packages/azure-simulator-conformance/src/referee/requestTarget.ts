/** The parts of an exchange's `url`. */
export interface RequestTarget {
  /** Decoded, with one leading slash. */
  path: string;
  /** Escaped, with one leading slash. */
  rawPath: string;
  query: URLSearchParams;
  apiVersion?: string;
}

/** Takes the `url` of an exchange apart. */
export function requestTarget(url: string): RequestTarget {
  const [path, query = ''] = url.split('?', 2);
  // Clients that pass an id which starts with a slash send `//subscriptions/...`.
  const rawPath = path.replace(/^\/+/, '/');
  const parameters = new URLSearchParams(query);
  let decoded = rawPath;
  try {
    decoded = decodeURIComponent(rawPath);
  } catch {
    // Broken escapes: no document has such a path.
  }
  return {
    path: decoded,
    rawPath,
    query: parameters,
    apiVersion: parameters.get('api-version') ?? undefined,
  };
}
