import { PlannedChange } from 'backstage-plugin-siem-forwarder-common';
import { RoleAssignment } from '../../azure/AzureServices';
import { builtInRoles, eventReceivingRoles } from '../../azure/builtInRoles';
import { plannedChange } from '../compare/Comparison';
import { requireOutput } from '../requireOutput';
import { ComparisonContext, Step } from '../Step';
import { findApplication } from './registerApplication';

const STEP = 'receiver:assign';
const ROLE_NAME = 'Azure Event Hubs Data Receiver';

/** Lets the application's service principal receive events, where that was asked for. */
export const assignReceiver: Step<typeof STEP> = {
  step: STEP,

  async compare(context) {
    const { reader, signal, target } = context;
    const [application, namespace] = await Promise.all([
      findApplication(context),
      reader.eventHubs.getNamespace(target.namespaceId, { signal }),
    ]);
    const principal =
      application &&
      (await reader.entra.getServicePrincipal(application.appId, { signal }));
    // Azure lists assignments only at a scope that exists.
    const existing =
      principal && namespace
        ? await findAssignment(context, principal.id)
        : undefined;
    return { changes: [describeChange(context, existing)], problems: [] };
  },

  async run(context) {
    const { azure, journal, signal, spec, target } = context;
    const principalId = requireOutput(context.outputs, 'servicePrincipalId');
    const existing = await findAssignment(context, principalId);
    const assignment =
      existing ??
      (await journal.write(
        {
          action: 'create',
          kind: 'role-assignment',
          resource: describe(context),
          resourceId: azure.roleAssignments.idOf({
            scope: `${target.roleScope}`,
            roleId: builtInRoles.eventHubsDataReceiver,
            principalId,
          }),
        },
        () =>
          azure.roleAssignments.assign(
            {
              scope: `${target.roleScope}`,
              roleId: builtInRoles.eventHubsDataReceiver,
              principalId,
              description: `The SIEM forwarder ${spec.name} reads ${target.hubId.name}`,
            },
            { signal },
          ),
        ({ id }) => id,
      ));
    return {
      status: 'done',
      message: existing
        ? `The application has the role ${ROLE_NAME} already.`
        : `Assigned ${ROLE_NAME} on ${target.roleScope.name}.`,
      changes: [describeChange(context, existing)],
      outputs: {
        roleAssignmentId: assignment.id,
        roleScope: assignment.scope,
      },
    };
  },
};

/** An assignment at the scope or above that lets the principal receive. */
async function findAssignment(
  { reader, signal, target }: ComparisonContext,
  principalId: string,
): Promise<RoleAssignment | undefined> {
  const assignments = await reader.roleAssignments.listAtScope(
    `${target.roleScope}`,
    { signal },
  );
  return assignments.find(
    assignment =>
      assignment.principalId.toLowerCase() === principalId.toLowerCase() &&
      eventReceivingRoles.includes(assignment.roleId.toLowerCase()) &&
      target.roleScope.isWithin(assignment.scope),
  );
}

function describeChange(
  context: ComparisonContext,
  existing: RoleAssignment | undefined,
): PlannedChange {
  const inherited =
    existing && !context.target.roleScope.equals(existing.scope);
  return plannedChange(STEP, describe(context), existing?.id, {
    action: existing ? 'adopt' : 'create',
    ...(inherited && { difference: `It is inherited from ${existing.scope}.` }),
  });
}

function describe({ target }: ComparisonContext): string {
  return `role ${ROLE_NAME} on ${target.roleScope.name}`;
}
