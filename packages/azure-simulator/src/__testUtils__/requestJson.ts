import https from 'node:https';

/** An answer with its parsed JSON body. */
export interface JsonAnswer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: unknown;
}

/** One HTTPS request with a certificate authority of its own; for services without an official client. */
export function requestJson(
  url: string,
  options: {
    ca: string;
    method?: string;
    headers?: Record<string, string>;
    /** Keeps connections between requests; each has its own when absent. */
    agent?: https.Agent;
    /** Sent as a form when it is an object. */
    body?: string | Record<string, string>;
  },
): Promise<JsonAnswer> {
  const form = typeof options.body === 'object';
  const text = form
    ? new URLSearchParams(options.body).toString()
    : options.body;
  return new Promise((resolve, reject) => {
    const request = https.request(
      url,
      {
        ca: options.ca,
        agent: options.agent,
        method: options.method ?? 'GET',
        headers: {
          ...(form
            ? { 'content-type': 'application/x-www-form-urlencoded' }
            : {}),
          ...options.headers,
        },
      },
      response => {
        let received = '';
        response.setEncoding('utf8');
        response.on('data', chunk => {
          received += chunk;
        });
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: received === '' ? undefined : JSON.parse(received),
          }),
        );
      },
    );
    request.on('error', reject);
    request.end(text);
  });
}
