import { toIso } from '../../clock/format';
import { Scenario } from '../Scenario';

const daysLeft = 5;

/** The client secret of the SIEM ends in five days. */
export const secretEndsSoon: Scenario = {
  name: 'secret-ends-soon',
  summary: 'The client secret of the SIEM ends in five days.',
  shows: { check: 'access/secret-valid', status: 'warning', words: 'ends on' },
  apply({ changes, forwarder, world }) {
    const { application } = forwarder;
    const end = toIso(world.clock.now() + daysLeft * 86_400_000);
    for (const password of application.passwordCredentials) {
      changes.set(password, 'endDateTime', end);
    }
    return `The client secrets of application ${application.displayName} end on ${end}.`;
  },
};
