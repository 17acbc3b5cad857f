import { Request, Response } from 'express';

/**
 * Aborts when the client goes away before it has its answer: nobody waits for
 * what the request set out to do any more.
 *
 * @remarks
 * A proxy passes this on when it closes its own connection then, as they do
 * unless they are told otherwise (nginx: `proxy_ignore_client_abort`).
 */
export function clientLeaves(
  request: Pick<Request, 'resume'>,
  response: Pick<Response, 'closed' | 'once' | 'writableFinished'>,
): AbortSignal {
  const left = new AbortController();
  const noteClose = () => {
    // An answer that was sent whole is followed by a close as well.
    if (!response.writableFinished) {
      left.abort(new Error('The client left before it was answered'));
    }
  };
  // A body that nobody reads holds up the socket, and with it the news of its end.
  request.resume();
  response.once('close', noteClose);
  if (response.closed) {
    noteClose();
  }
  return left.signal;
}
