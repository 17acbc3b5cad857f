import { toIso } from '../../clock/format';
import { Scenario } from '../Scenario';

/** The client secret of the SIEM has ended. */
export const expiredSecret: Scenario = {
  name: 'expired-secret',
  summary: 'The client secret of the SIEM has ended.',
  shows: {
    check: 'access/secret-valid',
    status: 'failing',
    words: 'the SIEM cannot sign in',
  },
  apply({ changes, forwarder, world }) {
    const { application } = forwarder;
    for (const password of application.passwordCredentials) {
      changes.set(password, 'endDateTime', toIso(world.clock.now()));
    }
    return `The client secrets of application ${application.displayName} ended now.`;
  },
};
