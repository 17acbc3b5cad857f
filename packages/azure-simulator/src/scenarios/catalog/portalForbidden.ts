import {
  isWithinScope,
  subscriptionIdOf,
  subscriptionScope,
} from '../../ids/armId';
import { roleAssignmentsOf } from '../../rbac/RoleAssignmentIndex';
import { portalReader } from '../portalReader';
import { SharedScenario } from '../Scenario';

/** The portal lost its roles in the subscription: it cannot look. */
export const portalForbidden: SharedScenario = {
  name: 'portal-forbidden',
  summary: 'The portal lost its roles in the subscription: it cannot look.',
  scope: 'portal',
  shows: {
    check: 'export/records-exported',
    status: 'unknown',
    words: 'AuthorizationFailed',
    shownBy: 'age',
  },
  apply({ changes, forwarder, portalAppId, world }) {
    const subscriptionId =
      forwarder && subscriptionIdOf(forwarder.workspace.id);
    const removed = roleAssignmentsOf(
      world.state,
      portalReader(world, portalAppId).id,
    ).filter(
      ({ scope }) =>
        !subscriptionId ||
        isWithinScope(scope, subscriptionScope(subscriptionId)),
    );
    changes.removeRoles(world.state, removed);
    return `The portal's sweeper lost its ${
      removed.length
    } role assignments in ${
      subscriptionId ? `subscription ${subscriptionId}` : 'every subscription'
    }.`;
  },
};
