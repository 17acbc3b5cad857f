import { isWithinScope, subscriptionScope } from '../../ids/armId';
import { roleAssignmentsOf } from '../../rbac/RoleAssignmentIndex';
import { portalReader } from '../portalReader';
import { Scenario } from '../Scenario';

/** The portal lost its roles in the subscription: it cannot look. */
export const portalForbidden: Scenario = {
  name: 'portal-forbidden',
  summary: 'The portal lost its roles in the subscription: it cannot look.',
  shows: {
    check: 'export/records-exported',
    status: 'unknown',
    words: 'AuthorizationFailed',
    shownBy: 'traffic',
  },
  apply({ changes, forwarder, portalAppId, world }) {
    const { subscriptionId, principalId } = portalReader({
      world,
      forwarder,
      portalAppId,
    });
    const removed = roleAssignmentsOf(world.state, principalId).filter(
      ({ scope }) => isWithinScope(scope, subscriptionScope(subscriptionId)),
    );
    changes.removeRoles(world.state, removed);
    return `The portal's sweeper lost its ${removed.length} role assignments in subscription ${subscriptionId}.`;
  },
};
