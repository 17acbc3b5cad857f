import { idKey } from '../../ids/armId';
import { Scenario } from '../Scenario';

/** Somebody deleted the Event Hubs namespace. */
export const namespaceDeleted: Scenario = {
  name: 'namespace-deleted',
  summary: 'Somebody deleted the Event Hubs namespace.',
  shows: {
    check: 'transport/namespace-active',
    status: 'failing',
    words: 'does not exist: the rule has nowhere to export to',
  },
  apply({ changes, forwarder, world }) {
    const { namespace } = forwarder;
    changes.remove(world.state.namespaces, idKey(namespace.id));
    return `Namespace ${namespace.name} is deleted.`;
  },
};
