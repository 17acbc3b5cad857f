import { toIso } from '../../clock/format';
import { Place } from '../Place';
import { ForwarderScenario } from '../Scenario';

/** Five days and an hour: a portal counts the whole days that are left. */
const left = 5 * 86_400_000 + 3_600_000;

/** The client secret of the SIEM ends in five days. */
export const secretEndsSoon: ForwarderScenario = {
  name: 'secret-ends-soon',
  summary: 'The client secret of the SIEM ends in five days.',
  scope: 'forwarder',
  shows: { check: 'access/secret-valid', status: 'warning', words: 'ends on' },
  apply({ changes, forwarder, world }) {
    const { application, at } = forwarder;
    const end = toIso(world.clock.now() + left);
    for (const secret of Place.secrets(
      at.application.at('passwordCredentials'),
    )) {
      changes.set(secret, 'endDateTime', end);
    }
    return `The client secrets of application ${application.displayName} end on ${end}.`;
  },
};
