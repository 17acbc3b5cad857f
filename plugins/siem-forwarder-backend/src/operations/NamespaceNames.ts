import { toError } from '@backstage/errors';
import { NamespaceNameAvailability } from 'backstage-plugin-siem-forwarder-common';
import { ArmResourceId } from '../azure/ArmResourceId';
import { isNamespaceName } from './checkSpec';
import { suggestedNamespaceName } from './names';
import { OperationTenants } from './OperationTenant';

const ASK_SECONDS = 15;

/** Whether a namespace name can be used for a workspace; suggests one. */
export class NamespaceNames {
  readonly #tenants: OperationTenants;

  private constructor(tenants: OperationTenants) {
    this.#tenants = tenants;
  }

  static create(options: { tenants: OperationTenants }): NamespaceNames {
    return new NamespaceNames(options.tenants);
  }

  /**
   * @param workspaceId - in the owner's scope, which the caller has checked
   * @param wanted - one is suggested when absent
   */
  async check(
    workspaceId: ArmResourceId,
    wanted?: string,
  ): Promise<NamespaceNameAvailability> {
    const name = wanted || suggestedNamespaceName(workspaceId);
    if (!isNamespaceName(name)) {
      return {
        name,
        state: 'invalid',
        message:
          'Use 6 to 50 letters, digits and hyphens, with a letter first and a letter or digit last.',
      };
    }
    try {
      return await this.#ask(workspaceId, name);
    } catch (error) {
      return {
        name,
        state: 'unknown',
        message: `Azure could not be asked: ${toError(error).message}`,
      };
    }
  }

  async #ask(
    workspaceId: ArmResourceId,
    name: string,
  ): Promise<NamespaceNameAvailability> {
    const { subscriptionId } = workspaceId;
    const tenant = this.#tenants.forSubscription(subscriptionId);
    if (!tenant) {
      return {
        name,
        state: 'unknown',
        message: `The portal does not know the subscription ${subscriptionId}.`,
      };
    }
    const signal = AbortSignal.timeout(ASK_SECONDS * 1000);
    const existing = await tenant.sweeper.eventHubs.getNamespace(
      ArmResourceId.of({
        subscriptionId,
        resourceGroup: `${workspaceId.resourceGroup}`,
        provider: 'Microsoft.EventHub',
        segments: [['namespaces', name]],
      }),
      { signal },
    );
    if (existing) {
      return {
        name,
        state: 'yours',
        message: `It exists in ${existing.region} (${existing.tier}) and will be used.`,
      };
    }
    if (!tenant.provisioner) {
      return {
        name,
        state: 'unknown',
        message: `The portal has no provisioning identity in the tenant ${tenant.id} that could ask.`,
      };
    }
    const answer = await tenant.provisioner.eventHubs.checkName(
      subscriptionId,
      name,
      { signal },
    );
    return answer.available
      ? { name, state: 'available', message: 'It is free.' }
      : {
          name,
          state: 'taken',
          message: answer.message || 'Somebody else has it.',
        };
  }
}
