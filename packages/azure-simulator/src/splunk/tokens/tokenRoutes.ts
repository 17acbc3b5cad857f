import { fromIso, toIso } from '../../clock/format';
import { Route, ServiceRequest } from '../../http/Route';
import { SplunkInstance, SplunkToken } from '../../state';
import { World } from '../../World';
import { feed } from '../feed';
import { SplError } from '../spl/SplError';
import { parseTimeModifier } from '../spl/times';
import { splunkErrors } from '../splunkErrors';
import { splunkServerNames } from '../splunkServerNames';
import { digestOf, issueToken } from './issueToken';

const path = '/services/authorization/tokens';

/** Life of a token whose maker names no end. Source: `expiration` in https://docs.splunk.com/Documentation/Splunk/latest/Admin/Authorizeconf */
const defaultLife = '+30d';

function readTime(
  form: URLSearchParams,
  name: string,
  otherwise: string,
  now: number,
): number {
  const value = form.get(name) || otherwise;
  try {
    return parseTimeModifier(value, now);
  } catch (error) {
    if (error instanceof SplError) {
      throw splunkErrors.invalidTokenTime({ name, value });
    }
    throw error;
  }
}

function render({ issuedAt, expiresAt, notBefore, ...token }: SplunkToken) {
  const seconds = (time: string) => Math.floor(fromIso(time) / 1000);
  return {
    claims: {
      aud: token.audience,
      exp: seconds(expiresAt),
      iat: seconds(issuedAt),
      idp: 'Splunk',
      iss: `${token.user} from ${token.serverName}`,
      nbr: seconds(notBefore),
      sub: token.user,
    },
    headers: {
      alg: 'HS512',
      kid: 'splunk.secret',
      ttyp: 'static',
      ver: 'v2',
    },
    status: token.status,
  };
}

/**
 * Authentication tokens of one instance: made (and shown once), listed,
 * disabled, deleted; never extended.
 */
export function tokenRoutes(world: World, instance: SplunkInstance): Route[] {
  const serverName = splunkServerNames[instance];
  // A reset replaces the state: it is looked up at every request.
  const splunk = () => world.state.splunk;
  const ofInstance = () =>
    Object.values(splunk().tokens).filter(token => token.instance === instance);
  const require = ({ form, query, params }: ServiceRequest): SplunkToken => {
    const id = form.get('id') ?? query.get('id') ?? '';
    const found = ofInstance().find(
      token => token.id === id && token.user === params.user,
    );
    if (!found) {
      throw splunkErrors.objectNotFound({ name: id });
    }
    return found;
  };
  const answer = (request: ServiceRequest, tokens: SplunkToken[]) => ({
    status: 200,
    body: feed(
      request,
      path,
      tokens.map(token => ({ name: token.id, content: render(token) })),
    ),
  });
  return [
    {
      operationId: 'authorization.tokens.list',
      method: 'GET',
      path,
      handle: request => answer(request, ofInstance()),
    },
    {
      operationId: 'authorization.tokens.create',
      method: 'POST',
      path,
      handle: request => {
        const { form, now } = request;
        const user = form.get('name');
        const audience = form.get('audience');
        if (!user || !audience) {
          throw splunkErrors.argumentRequired({
            name: user ? 'audience' : 'name',
          });
        }
        const notBefore = readTime(form, 'not_before', 'now', now);
        const expiresAt = readTime(form, 'expires_on', defaultLife, now);
        if (expiresAt <= now) {
          throw splunkErrors.invalidTokenTime({
            name: 'expires_on',
            value: form.get('expires_on') ?? '',
          });
        }
        const { id, token } = issueToken({
          serverName,
          user,
          audience,
          issuedAt: now,
          notBefore,
          expiresAt,
        });
        splunk().tokens[id] = {
          id,
          instance,
          serverName,
          user,
          audience,
          issuedAt: toIso(now),
          notBefore: toIso(notBefore),
          expiresAt: toIso(expiresAt),
          status: 'enabled',
          digest: digestOf(token),
        };
        return {
          status: 201,
          body: feed(request, path, [
            { name: 'tokens', content: { id, token } },
          ]),
        };
      },
    },
    {
      operationId: 'authorization.tokens.edit',
      method: 'POST',
      path: `${path}/{user}`,
      handle: request => {
        const token = require(request);
        token.status =
          request.form.get('status') === 'disabled' ? 'disabled' : 'enabled';
        return answer(request, [token]);
      },
    },
    {
      operationId: 'authorization.tokens.delete',
      method: 'DELETE',
      path: `${path}/{user}`,
      handle: request => {
        delete splunk().tokens[require(request).id];
        return answer(request, []);
      },
    },
  ];
}
