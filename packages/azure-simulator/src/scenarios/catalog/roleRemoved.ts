import { roleAssignmentsOf } from '../../rbac/RoleAssignmentIndex';
import { ForwarderScenario } from '../Scenario';

/** Somebody removed the role assignment of the SIEM on the event hub. */
export const roleRemoved: ForwarderScenario = {
  name: 'role-removed',
  summary: 'Somebody removed the role assignment of the SIEM on the event hub.',
  scope: 'forwarder',
  shows: {
    check: 'access/receiver-role',
    status: 'failing',
    words: 'has no role on event hub',
  },
  apply({ changes, forwarder, world }) {
    const { application, servicePrincipal } = forwarder;
    const removed = roleAssignmentsOf(world.state, servicePrincipal.id);
    changes.removeRoles(world.state, removed);
    return `Application ${application.displayName} lost its ${removed.length} role assignment(s).`;
  },
};
