import type { IncomingMessage } from 'node:http';
import { HttpMethod } from './Route';

/** What the request line and the headers say. */
export interface IncomingRequest {
  method: HttpMethod;
  /** Decoded path without query, with one leading slash. */
  path: string;
  query: URLSearchParams;
  apiVersion: string | undefined;
  /** Lower-cased names; repeated headers joined. */
  headers: Record<string, string>;
  /** `https://host:port` as the client called it. */
  origin: string;
}

function plainHeaders(request: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const name of Object.keys(request.headers)) {
    const value = request.headers[name];
    headers[name] = Array.isArray(value) ? value.join(', ') : value ?? '';
  }
  return headers;
}

/** A path with broken escapes stays as it is: no route has it. */
function decodePath(path: string): string {
  try {
    return path.includes('%') ? decodeURIComponent(path) : path;
  } catch {
    return path;
  }
}

/** Reads the request line and the headers. */
export function incomingRequest(request: IncomingMessage): IncomingRequest {
  const headers = plainHeaders(request);
  const url = request.url ?? '/';
  const mark = url.indexOf('?');
  const rawPath = mark < 0 ? url : url.slice(0, mark);
  const query = new URLSearchParams(mark < 0 ? '' : url.slice(mark + 1));
  return {
    method: (request.method ?? 'GET') as HttpMethod,
    // Clients that pass an id which starts with a slash send `//subscriptions/...`.
    path: decodePath(rawPath.replace(/^\/+/, '/')),
    query,
    apiVersion: query.get('api-version') ?? undefined,
    headers,
    origin: `https://${headers.host}`,
  };
}
