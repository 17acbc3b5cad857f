import { randomBytes, randomUUID } from 'node:crypto';
import { toIso } from '../../clock/format';
import { ForwarderScenario } from '../Scenario';

/**
 * The application has a second client secret that nobody uses. It is a month
 * old: while a secret is new, a rotation may be under way.
 */
export const extraSecret: ForwarderScenario = {
  name: 'extra-secret',
  summary: 'The application has a second client secret that nobody uses.',
  scope: 'forwarder',
  shows: {
    check: 'access/secret-unused-extras',
    status: 'warning',
    words: 'secret',
  },
  apply({ changes, forwarder, world }) {
    const { application } = forwarder;
    const now = world.clock.now();
    const secretText = randomBytes(30).toString('base64url');
    changes.addSecret(forwarder.at.application.at('passwordCredentials'), {
      keyId: randomUUID(),
      displayName: 'left over',
      startDateTime: toIso(now - 30 * 86_400_000),
      endDateTime: toIso(now + 180 * 86_400_000),
      hint: secretText.slice(0, 3),
      secretText,
      usableFrom: toIso(now - 30 * 86_400_000),
    });
    return `Application ${application.displayName} has a further client secret, 'left over'.`;
  },
};
