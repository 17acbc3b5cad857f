import { InputError } from '@backstage/errors';
import { ArmResourceId } from './ArmResourceId';

/**
 * The resource group of a resource that lies in one.
 *
 * @throws InputError for resources of a subscription
 */
export function resourceGroupOf(id: ArmResourceId): string {
  if (!id.resourceGroup) {
    throw new InputError(
      `'${id}' lies in no resource group; expected /subscriptions/…/resourceGroups/…/providers/…`,
    );
  }
  return id.resourceGroup;
}
