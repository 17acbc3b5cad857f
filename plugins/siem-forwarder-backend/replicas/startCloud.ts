import { generateFleet, planFleet } from 'azure-simulator';
import { JsonObject } from '@backstage/types';
import { startTestCloud, TestCloud } from '../src/__testUtils__';
import { fleetSize } from './ReplicaMessage';

/** The simulated cloud with the fleet, and the portal's configuration for it. */
export async function startCloud(): Promise<TestCloud> {
  const { subscriptions, forwarders } = planFleet(fleetSize);
  const cloud = await startTestCloud({
    seed: generateFleet(fleetSize),
    siemReaders: 'none',
    // Nothing but the replicas' own pace is looked at.
    behaviours: { throttling: false },
    siemForwarder: {
      // Short, so that a thousand sweeps take minutes and not hours.
      sweep: { flow: { seconds: 10 }, configuration: { hours: 1 } },
      scopes: [
        {
          owners: [...new Set(forwarders.map(({ owner }) => owner))],
          subscriptions: subscriptions.map(({ id }) => id),
        },
      ],
    },
  });
  const azure = cloud.config.azure as JsonObject;
  const [tenant] = azure.tenants as JsonObject[];
  tenant.subscriptions = subscriptions.map(({ id }) => id);
  return cloud;
}
