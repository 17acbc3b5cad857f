import { toIso } from '../../clock/format';
import { Place } from '../Place';
import { ForwarderScenario } from '../Scenario';

/** The client secret of the SIEM has ended. */
export const expiredSecret: ForwarderScenario = {
  name: 'expired-secret',
  summary: 'The client secret of the SIEM has ended.',
  scope: 'forwarder',
  shows: {
    check: 'access/secret-valid',
    status: 'failing',
    words: 'the SIEM cannot sign in',
  },
  apply({ changes, forwarder, world }) {
    const { application, at } = forwarder;
    for (const secret of Place.secrets(
      at.application.at('passwordCredentials'),
    )) {
      changes.set(secret, 'endDateTime', toIso(world.clock.now()));
    }
    return `The client secrets of application ${application.displayName} ended now.`;
  },
};
