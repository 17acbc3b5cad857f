import { createDefaultHttpClient, HttpClient } from '@azure/core-rest-pipeline';
import { CallObserver } from '../calls';
import { observeAttempt } from './observeAttempt';

/**
 * Sends the requests of credentials, and tells an observer of each attempt.
 * It is a client and no policy, because a managed identity's credential puts
 * its own policies in the place of ours.
 */
export function loginClient(observer: CallObserver): HttpClient {
  const client = createDefaultHttpClient();
  return {
    sendRequest: request =>
      observeAttempt(client.sendRequest(request), 'login', observer),
  };
}
