import { builtInRoles } from '../../azure/builtInRoles';

/**
 * Built-in roles whose data actions include receiving events, by GUID.
 *
 * @see https://learn.microsoft.com/azure/role-based-access-control/built-in-roles/analytics
 */
export const receiverRoleNames: Record<string, string> = {
  [builtInRoles.eventHubsDataReceiver]: 'Azure Event Hubs Data Receiver',
  [builtInRoles.eventHubsDataOwner]: 'Azure Event Hubs Data Owner',
};
