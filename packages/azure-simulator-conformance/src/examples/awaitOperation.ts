import { Exchange } from 'azure-simulator';
import { setTimeout as pause } from 'node:timers/promises';
import { objectOf } from '../apiModel/json';
import { ExampleClient } from './ExampleClient';

/** Milliseconds between two polls. */
const pollInterval = 20;

/** Polls before a long-running operation counts as stuck. */
const mostPolls = 500;

/**
 * Waits until the long-running operation that an answer started has ended.
 * @returns a sentence when it ended badly or not at all
 */
export async function awaitOperation(
  client: ExampleClient,
  exchange: Exchange,
): Promise<string | undefined> {
  const status = exchange.responseHeaders['azure-asyncoperation'];
  const result = exchange.responseHeaders.location;
  const url = status ?? result;
  if (!url) {
    return exchange.status === 202
      ? 'a 202 names no URL to poll: neither Azure-AsyncOperation nor Location'
      : undefined;
  }
  for (let polls = 0; polls < mostPolls; polls += 1) {
    const answer = await client.poll(url);
    const state = objectOf(answer.body).status;
    const running = status ? state === 'InProgress' : answer.status === 202;
    if (!running) {
      return answer.status >= 400 || (status && state !== 'Succeeded')
        ? `the long-running operation ended with ${answer.status} ${String(
            state ?? '',
          )}`
        : undefined;
    }
    await pause(pollInterval);
  }
  return `the long-running operation did not end in ${mostPolls} polls`;
}
