import { ReceivedBody } from '../http/readBody';
import { ServiceDefinition } from '../http/ServiceDefinition';

/**
 * Client id of the application that a request comes from, or that it wants to
 * sign in; undefined when the request proves none. For faults that strike one
 * application only.
 */
export async function claimedCaller(
  service: ServiceDefinition,
  request: { headers: Record<string, string>; origin: string; path: string },
  received: ReceivedBody | undefined,
): Promise<string | undefined> {
  try {
    if (service.signingIn && received) {
      const { form } = received.parse();
      return service.signingIn({ headers: request.headers, form });
    }
    return (await service.authenticate(request)).appId;
  } catch {
    // Without a proof of who calls, no fault for one application fits.
    return undefined;
  }
}
