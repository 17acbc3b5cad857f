import { idKey } from '../../ids/armId';
import { Place } from '../Place';
import { ForwarderScenario } from '../Scenario';

/** Somebody deleted the Event Hubs namespace. */
export const namespaceDeleted: ForwarderScenario = {
  name: 'namespace-deleted',
  summary: 'Somebody deleted the Event Hubs namespace.',
  scope: 'namespace',
  shows: {
    check: 'transport/namespace-active',
    status: 'failing',
    words: 'does not exist: the rule has nowhere to export to',
  },
  apply({ changes, forwarder, world }) {
    const { namespace } = forwarder;
    changes.remove(
      Place.root(world.state).at('namespaces'),
      idKey(namespace.id),
    );
    return `Namespace ${namespace.name} is deleted.`;
  },
};
