import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import {
  ForwarderSpec,
  tablesOfContent,
} from 'backstage-plugin-siem-forwarder-common';
import { ArmResourceId } from '../azure/ArmResourceId';
import { exportRuleName, forwarderEntityRef } from './names';

const WORKSPACE_TYPE = 'microsoft.operationalinsights/workspaces';

/**
 * Where a specification leads: every id that follows from it without asking
 * Azure, parsed once.
 */
export interface ForwarderTarget {
  /** Entity ref of the forwarder. */
  entityRef: string;
  /** Full entity ref of the owner, lower case. */
  owner: string;
  workspaceId: ArmResourceId;
  /** Resource group of the namespace, which may lie in another than the workspace. */
  namespaceId: ArmResourceId;
  hubId: ArmResourceId;
  /** Name of the consumer group that the SIEM reads with, lower case. */
  consumerGroup: string;
  ruleId: ArmResourceId;
  /** ARM id at which 'Azure Event Hubs Data Receiver' is assigned. */
  roleScope: ArmResourceId;
  tables: string[];
  /** Client id of an application that is brought along, lower case. */
  clientId?: string;
}

/**
 * Reads the ids of a specification.
 *
 * @throws InputError that names the field and the value
 */
export function forwarderTarget(spec: ForwarderSpec): ForwarderTarget {
  const workspaceId = parseWorkspaceId(spec.workspaceId);
  const namespaceId = ArmResourceId.of({
    subscriptionId: workspaceId.subscriptionId,
    resourceGroup:
      spec.namespace.resourceGroup ?? `${workspaceId.resourceGroup}`,
    provider: 'Microsoft.EventHub',
    segments: [['namespaces', spec.namespace.name]],
  });
  const hubId = namespaceId.child('eventhubs', spec.eventHub.name);
  return {
    entityRef: spec.adopted?.entityRef ?? forwarderEntityRef(spec.name),
    owner: normalizeOwner(spec.owner),
    workspaceId,
    namespaceId,
    hubId,
    consumerGroup: spec.eventHub.consumerGroup.toLowerCase(),
    ruleId: workspaceId.child(
      'dataExports',
      spec.adopted?.exportRule ?? exportRuleName(spec.name),
    ),
    roleScope: spec.roleScope === 'namespace' ? namespaceId : hubId,
    tables: tablesOfContent[spec.content],
    clientId: spec.application?.clientId?.toLowerCase(),
  };
}

/**
 * Reads the id of a Log Analytics workspace.
 *
 * @throws InputError that names the field `workspaceId` and the value
 */
export function parseWorkspaceId(text: string): ArmResourceId {
  const id = ArmResourceId.parse(text, 'workspaceId');
  if (id.type !== WORKSPACE_TYPE || !id.resourceGroup) {
    throw new InputError(
      `workspaceId: '${text}' is not the id of a Log Analytics workspace; expected /subscriptions/…/resourceGroups/…/providers/Microsoft.OperationalInsights/workspaces/…`,
    );
  }
  return id;
}

/**
 * The full, lower-case entity ref of an owner: `group:default/soc`.
 *
 * @throws InputError that names the field `owner` and the value
 */
export function normalizeOwner(owner: string): string {
  try {
    return stringifyEntityRef(
      parseEntityRef(owner, {
        defaultKind: 'group',
        defaultNamespace: 'default',
      }),
    ).toLocaleLowerCase('en-US');
  } catch (error) {
    throw new InputError(
      `owner: '${owner}' is not an entity ref; expected the form 'group:default/plant-austin'`,
      error,
    );
  }
}
