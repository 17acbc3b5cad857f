import { Agent } from 'node:https';
import { createSecureContext } from 'node:tls';
import { PipelinePolicy } from '@azure/core-rest-pipeline';

/**
 * Lets all clients share their connections and one reading of the certificate
 * authorities. Left to themselves they keep connections apart for each client,
 * of which there are several a subscription, and read hundreds of certificates
 * anew for each connection: milliseconds, and a megabyte.
 *
 * @param options - `authorities`: all that are trusted (PEM)
 */
export function sharedAgentPolicy(options: {
  authorities: string[];
}): PipelinePolicy {
  const agent = new Agent({
    keepAlive: true,
    secureContext: createSecureContext({ ca: options.authorities }),
  });
  return {
    name: 'siemForwarderSharedAgentPolicy',
    sendRequest(request, next) {
      // A proxy has an agent of its own.
      request.agent ??= agent;
      return next(request);
    },
  };
}
