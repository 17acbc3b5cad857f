import type { IncomingMessage } from 'node:http';
import { requestErrors } from './requestErrors';

/** A body that was received and can be parsed when it is time to. */
export interface ReceivedBody {
  /** Throws a 400 when a JSON body is none. */
  parse(): { body: unknown; form: URLSearchParams };
}

const noForm = new URLSearchParams();

/** The body of requests that have none. */
const emptyBody: ReceivedBody = {
  parse: () => ({ body: undefined, form: noForm }),
};

/** Reads the whole body of a request. */
export async function readBody(
  request: IncomingMessage,
): Promise<ReceivedBody> {
  const { headers } = request;
  if (
    headers['content-length'] === undefined &&
    headers['transfer-encoding'] === undefined
  ) {
    // A message without either has no body (RFC 9112, section 6.3): nothing to wait for.
    return emptyBody;
  }
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(chunk as Buffer);
  }
  const text = Buffer.concat(chunks).toString('utf8');
  const contentType = request.headers['content-type'] ?? '';
  return {
    parse: () => {
      if (contentType.startsWith('application/x-www-form-urlencoded')) {
        return { body: undefined, form: new URLSearchParams(text) };
      }
      const form = new URLSearchParams();
      if (text.trim() === '') {
        return { body: undefined, form };
      }
      try {
        return { body: JSON.parse(text) as unknown, form };
      } catch {
        throw requestErrors.invalidContent();
      }
    },
  };
}
