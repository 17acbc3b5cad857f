import type { IncomingMessage } from 'node:http';
import { requestErrors } from './requestErrors';

/** A body that was received and can be parsed when it is time to. */
export interface ReceivedBody {
  /** Throws a 400 when a JSON body is none. */
  parse(): { body: unknown; form: URLSearchParams };
}

/** Bytes of a body that Azure Resource Manager takes at most; the other services take less or the same. */
const longestBody = 4 * 1024 * 1024;

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
  let length = 0;
  for await (const chunk of request) {
    length += (chunk as Buffer).length;
    // The rest is read all the same: a client that still sends would not see the answer.
    if (length <= longestBody) {
      chunks.push(chunk as Buffer);
    }
  }
  if (length > longestBody) {
    return {
      parse: () => {
        throw requestErrors.bodyTooLarge({ limit: longestBody });
      },
    };
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
