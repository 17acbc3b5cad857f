import { Entity } from '@backstage/catalog-model';
import { ConflictError, InputError, NotAllowedError } from '@backstage/errors';
import {
  forwarderContents,
  ForwarderSpec,
  tablesOfContent,
} from 'backstage-plugin-siem-forwarder-common';
import { ArmResourceId } from '../../azure/ArmResourceId';
import { builtInRoles } from '../../azure/builtInRoles';
import { Forwarder } from '../../collect/Forwarder';
import { Scopes } from '../../scopes';
import { unknownSubscription } from '../checkBeforeReading';
import { checkScope } from '../checkScope';
import { forwarderTarget } from '../ForwarderTarget';
import { OperationTenants } from '../OperationTenant';
import { describeProblem } from '../problems';

const READ_SECONDS = 30;
const LIFETIME_DAYS = 180;

/**
 * The specification of a forwarder that was made elsewhere: from the
 * annotations of its entity, and from Azure for what those do not say.
 *
 * @remarks
 * Annotations carry no authority: nothing is read before the scopes of the
 * owner were asked.
 * @throws InputError, NotAllowedError or ConflictError that names the remedy
 */
export async function adoptedSpec(options: {
  entity: Entity;
  /** Id of the vault that keeps the next secret. */
  keyVault?: string;
  scopes: Scopes;
  tenants: OperationTenants;
  /** Asked before anything is read; throws when the caller may not. */
  allow?: (spec: ForwarderSpec) => void;
}): Promise<ForwarderSpec> {
  const { scopes, tenants } = options;
  const spec = annotatedSpec(options.entity, options.keyVault);
  options.allow?.(spec);
  const target = forwarderTarget(spec);
  const outside = checkScope(target, scopes);
  if (outside.length > 0) {
    throw new NotAllowedError(outside.map(describeProblem).join('\n'));
  }
  const { subscriptionId } = target.workspaceId;
  const azure = tenants.forSubscription(subscriptionId)?.sweeper;
  if (!azure) {
    throw new InputError(describeProblem(unknownSubscription(subscriptionId)));
  }
  const signal = AbortSignal.timeout(READ_SECONDS * 1000);
  const [namespace, hub] = await Promise.all([
    azure.eventHubs.getNamespace(target.namespaceId, { signal }),
    azure.eventHubs.getHub(target.hubId, { signal }),
  ]);
  if (!namespace || !hub) {
    throw new ConflictError(
      `The event hub '${target.hubId}' does not exist; correct the annotation, or make the forwarder anew with the template`,
    );
  }
  const principal = await azure.entra.getServicePrincipal(
    `${spec.application?.clientId}`,
    { signal },
  );
  const roles = principal
    ? await azure.roleAssignments.listAtScope(`${target.hubId}`, { signal })
    : [];
  const receives = roles.find(
    ({ principalId, roleId }) =>
      principalId.toLowerCase() === principal?.id.toLowerCase() &&
      roleId.toLowerCase() === builtInRoles.eventHubsDataReceiver,
  );
  return {
    ...spec,
    roleScope:
      receives && target.namespaceId.equals(receives.scope)
        ? 'namespace'
        : 'eventHub',
    namespace: {
      ...spec.namespace,
      tier: namespace.tier as ForwarderSpec['namespace']['tier'],
      capacity: namespace.capacity,
    },
    eventHub: {
      ...spec.eventHub,
      partitionCount: hub.partitionCount,
      retentionHours: hub.retentionHours,
    },
  };
}

/** What the annotations say; what Azure knows better is filled in later. */
function annotatedSpec(
  entity: Entity,
  keyVault: string | undefined,
): ForwarderSpec {
  const forwarder = Forwarder.fromEntity(entity);
  const { problems = [], exportRule, eventHub, workspace } = forwarder ?? {};
  if (problems[0]) {
    throw new InputError(problems.map(({ message }) => message).join('\n'));
  }
  if (
    !forwarder?.owner ||
    !exportRule ||
    !eventHub ||
    !workspace ||
    !forwarder.applicationId ||
    !forwarder.siemId
  ) {
    throw new InputError(
      'The entity must have an owner and the annotations siem-forwarder/export-rule, siem-forwarder/event-hub, siem-forwarder/application-id and siem-forwarder/siem; add what is missing to its catalog-info.yaml',
    );
  }
  const content = forwarderContents.find(
    candidate =>
      tablesOfContent[candidate].map(lower).sort().join() ===
      forwarder.tables.map(lower).sort().join(),
  );
  if (!content) {
    throw new InputError(
      `siem-forwarder/tables: the portal writes to forwarders of SecurityIncident and SecurityAlert only, not of ${forwarder.tables.join(
        ', ',
      )}`,
    );
  }
  const namespace = eventHub.parent as ArmResourceId;
  if (
    namespace.subscriptionId.toLowerCase() !==
    workspace.subscriptionId.toLowerCase()
  ) {
    throw new InputError(
      `siem-forwarder/event-hub: '${eventHub}' lies in another subscription than the workspace; the portal does not write across subscriptions`,
    );
  }
  return {
    name: forwarder.name,
    title: forwarder.title,
    owner: forwarder.owner,
    workspaceId: `${workspace}`,
    content,
    exportsWholeTable: true,
    siem: forwarder.siemId,
    namespace: {
      name: namespace.name,
      resourceGroup: namespace.resourceGroup,
      tier: 'Standard',
      capacity: 1,
    },
    eventHub: {
      name: eventHub.name,
      partitionCount: 1,
      retentionHours: 1,
      consumerGroup: forwarder.consumerGroup,
    },
    roleScope: 'eventHub',
    application: { clientId: forwarder.applicationId },
    adopted: { entityRef: forwarder.entityRef, exportRule: exportRule.name },
    secret: {
      lifetimeDays: LIFETIME_DAYS,
      ...(keyVault !== undefined && { keyVault }),
    },
  };
}

function lower(text: string): string {
  return text.toLowerCase();
}
