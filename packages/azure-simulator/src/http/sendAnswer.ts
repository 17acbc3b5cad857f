import type { IncomingMessage, ServerResponse } from 'node:http';
import { FaultStatus } from '../faults/Fault';

/** An answer, ready to be written. */
export interface WrittenAnswer {
  status: number;
  headers: Record<string, string>;
  /** Empty when there is no body. */
  text: string;
}

/**
 * Writes an answer: whole, or as a fault wants it. Answers whether the client
 * got an end (`whole`; it may be the wrong one) or lost the connection (`cut`).
 */
export function sendAnswer(
  connection: {
    request: IncomingMessage;
    response: ServerResponse;
    /** Whether only headers are sent. */
    head: boolean;
  },
  { status, headers, text }: WrittenAnswer,
  fault?: FaultStatus,
): 'whole' | 'cut' {
  const { request, response, head } = connection;
  const length = Buffer.byteLength(text);
  if (fault !== 'cut' && fault !== 'truncated') {
    // Names and values in turn: the form that Node takes as it is.
    const pairs = text ? ['content-length', String(length)] : [];
    for (const name of Object.keys(headers)) {
      pairs.push(name, headers[name]);
    }
    response.writeHead(status, pairs);
    // Text of as many bytes as letters is ASCII: Node need not transcode it.
    response.end(
      head ? undefined : text,
      length === text.length ? 'latin1' : 'utf8',
    );
    return 'whole';
  }
  const half = Buffer.from(text).subarray(0, Math.floor(length / 2));
  if (fault === 'truncated') {
    response.writeHead(status, {
      ...headers,
      'content-length': String(half.length),
    });
    response.end(half);
    return 'whole';
  }
  // The length that is promised is the whole one: a client sees what it lacks.
  response.writeHead(status, {
    ...headers,
    'content-length': String(Math.max(length, 1)),
  });
  response.flushHeaders();
  response.write(half, () => request.socket.destroy());
  return 'cut';
}
