import { Problem } from 'backstage-plugin-siem-forwarder-common';
import { isGranted, NeededPermission } from '../../azure/permissionsNeeded';
import { problem } from '../problems';
import { PlanContext } from './PlanContext';
import { provisioningIdentity } from './provisioningIdentity';

/** The rights of the portal's provisioning identity, where it will write. */
export async function checkRights(context: PlanContext): Promise<Problem[]> {
  const { provisioner, signal, tenant } = context;
  if (!provisioner) {
    return [
      problem(
        'workspaceId',
        'provisioner-missing',
        `The portal has no identity that may create anything in the tenant ${tenant.id}.`,
        `Ask the platform team to configure siemForwarder.azure.tenants[].provisioner for it.`,
      ),
    ];
  }
  const needed = neededPermissions(context);
  const identity = await provisioningIdentity(context);
  const scopes = [...new Set(needed.map(({ scope }) => scope))];
  const missing = await Promise.all(
    scopes.map(async scope => {
      const granted = await provisioner.roleAssignments.permissions(scope, {
        signal,
      });
      return needed.filter(
        right => right.scope === scope && !isGranted(granted, right.action),
      );
    }),
  );
  return missing.flat().map(({ action, role, scope, field }) => ({
    ...problem(
      field,
      'right-missing',
      `The portal's provisioning identity may not ${action} at ${scope}.`,
      `Grant it the role '${role}' at ${scope}; that takes up to 10 minutes to count.`,
    ),
    right: { identity, role, scope, rights: [action] },
  }));
}

/** A right, and the field of the form that makes it necessary. */
type NeededRight = NeededPermission & { field: string };

function neededPermissions({ spec, target }: PlanContext): NeededRight[] {
  const group = target.namespaceId.resourceGroupScope;
  const workspace = `${target.workspaceId}`;
  return [
    ...[
      'Microsoft.EventHub/namespaces/write',
      'Microsoft.EventHub/namespaces/eventhubs/write',
      'Microsoft.EventHub/namespaces/eventhubs/consumergroups/write',
      // An export rule takes a key of the namespace on behalf of its creator.
      'Microsoft.EventHub/namespaces/authorizationRules/listkeys/action',
    ].map(action => ({
      action,
      role: 'Contributor',
      scope: group,
      field: 'namespace.name',
    })),
    {
      action: 'Microsoft.Authorization/roleAssignments/write',
      role: 'Role Based Access Control Administrator',
      scope: group,
      field: 'roleScope',
    },
    {
      action: 'Microsoft.OperationalInsights/workspaces/dataexports/write',
      role: 'Log Analytics Contributor',
      scope: workspace,
      field: 'workspaceId',
    },
    ...(spec.prepareSource
      ? [
          'Microsoft.SecurityInsights/dataConnectors/write',
          'Microsoft.SecurityInsights/alertRules/write',
        ].map(action => ({
          action,
          role: 'Microsoft Sentinel Contributor',
          scope: workspace,
          field: 'prepareSource',
        }))
      : []),
  ];
}
