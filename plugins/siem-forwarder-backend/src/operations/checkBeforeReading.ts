import { ForwarderSpec, Problem } from 'backstage-plugin-siem-forwarder-common';
import { Scopes } from '../scopes';
import { checkScope } from './checkScope';
import { checkSpec } from './checkSpec';
import { forwarderTarget } from './ForwarderTarget';
import { OperationTenants } from './OperationTenant';
import { problem } from './problems';

/** Fields without which no id can be built. */
const fieldsOfIds = [
  'owner',
  'workspaceId',
  'namespace.name',
  'namespace.resourceGroup',
  'eventHub.name',
  'name',
];

/**
 * Without sound ids inside the owner's scope there is nothing that may be read.
 *
 * @returns the problems that forbid reading; undefined when reading is allowed
 */
export function checkBeforeReading(
  spec: ForwarderSpec,
  scopes: Scopes,
  tenants: OperationTenants,
): Problem[] | undefined {
  const problems = checkSpec(spec);
  if (problems.some(({ field }) => fieldsOfIds.includes(field))) {
    return problems;
  }
  const target = forwarderTarget(spec);
  const outside = checkScope(target, scopes);
  if (outside.length > 0) {
    return [...problems, ...outside];
  }
  const { subscriptionId } = target.workspaceId;
  return tenants.forSubscription(subscriptionId)
    ? undefined
    : [...problems, unknownSubscription(subscriptionId)];
}

/** A workspace of a subscription that is not configured. */
export function unknownSubscription(subscriptionId: string): Problem {
  return problem(
    'workspaceId',
    'subscription-unknown',
    `The portal does not know the subscription ${subscriptionId}.`,
    'Choose a workspace from the list, or ask the platform team to add it to siemForwarder.azure.tenants[].subscriptions.',
  );
}
