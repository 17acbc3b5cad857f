import { plants, SeedFunction, seedFunction } from 'azure-simulator';
import { graphRoles, MICROSOFT_GRAPH_APP_ID } from '../../azure/graphRoles';
import { newNamespace, variants } from './variants';

/**
 * The simulator's fleet, busy, with what the variants of forwarders need: a
 * namespace that is being created, and an application that asked for a right
 * in Microsoft Graph and got it.
 */
export const seedVariants: SeedFunction = context => {
  const state = seedFunction('fleet')(context);
  const { austin } = plants;
  state.workspaces[austin.workspaceId.toLowerCase()].traffic = {
    iotAlertsPerHour: 120,
    otherIncidentsPerHour: 0,
  };

  const id = austin.namespaceId.replace(austin.namespaceName, newNamespace);
  state.namespaces[id.toLowerCase()] = {
    ...structuredClone(state.namespaces[austin.namespaceId.toLowerCase()]),
    id,
    name: newNamespace,
    activeFrom: '2100-01-01T00:00:00.000Z',
  };

  const { applications, servicePrincipals, appRoleAssignments } =
    state.directory;
  const clientId =
    variants['alerts only'].metadata.annotations?.[
      'siem-forwarder/application-id'
    ];
  const graph = Object.values(servicePrincipals).find(
    ({ appId }) => appId === MICROSOFT_GRAPH_APP_ID,
  );
  for (const application of Object.values(applications)) {
    if (application.appId === clientId) {
      application.requiredResourceAccess.push({
        resourceAppId: MICROSOFT_GRAPH_APP_ID,
        resourceAccess: [
          { id: graphRoles.securityEventsReadWriteAll, type: 'Role' },
        ],
      });
    }
  }
  for (const principal of Object.values(servicePrincipals)) {
    if (principal.appId === clientId && graph) {
      appRoleAssignments.push({
        id: `grant-${principal.id}`,
        appRoleId: graphRoles.securityEventsReadWriteAll,
        principalId: principal.id,
        resourceId: graph.id,
        createdDateTime: principal.createdDateTime,
      });
    }
  }
  return state;
};
