import { fromIso } from '../../clock/format';
import { SplunkInstance } from '../../state';
import { World } from '../../World';
import { digestOf, endOf } from './issueToken';

/**
 * Whether an instance takes a token now: while token authentication is on,
 * the portal's own or one that was made on this instance, neither ended nor
 * disabled. Tokens of one instance are worth nothing on another.
 */
export function isAccepted(
  world: World,
  instance: SplunkInstance,
  token: string,
  portalToken: string,
): boolean {
  const { splunk } = world.state;
  const now = world.clock.now();
  if (!splunk.tokenAuthentication) {
    return false;
  }
  if (token === portalToken) {
    const endedAt = splunk.portalTokenEnds[instance];
    return (
      now < endOf(token) && (endedAt === undefined || now < fromIso(endedAt))
    );
  }
  const digest = digestOf(token);
  const known = Object.values(splunk.tokens).find(
    candidate => candidate.instance === instance && candidate.digest === digest,
  );
  return (
    known !== undefined &&
    known.status === 'enabled' &&
    fromIso(known.notBefore) <= now &&
    now < fromIso(known.expiresAt)
  );
}
