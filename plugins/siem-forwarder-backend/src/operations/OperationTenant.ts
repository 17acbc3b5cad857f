import { AzureServices } from '../azure/AzureServices';
import { AzureCloud } from '../azure/AzureCloud';

/** A tenant as operations see it. */
export interface OperationTenant {
  id: string;
  cloud: AzureCloud;
  /** Reads. */
  sweeper: AzureServices;
  /** Writes; absent when the portal may only look. */
  provisioner?: AzureServices;
}

/** Finds the tenant of a subscription. */
export interface OperationTenants {
  forSubscription(subscriptionId: string): OperationTenant | undefined;
}
