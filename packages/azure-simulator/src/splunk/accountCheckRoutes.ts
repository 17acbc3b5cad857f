import { Route } from '../http/Route';
import { World } from '../World';
import { addOnPath } from './addOnPath';
import { feed } from './feed';
import { splunkErrors } from './splunkErrors';

const endpoint = 'splunk_ta_mscs_rh_check_account_configuration';

/**
 * Whether an account has a secret. The add-on answers the secret itself along
 * with it; so does this, that a test finds whoever calls it.
 */
export function accountCheckRoutes(world: World): Route[] {
  return addOnPath(endpoint).map(path => ({
    operationId: endpoint,
    method: 'GET',
    path,
    handle: request => {
      const { accounts, addOn } = world.state.splunk;
      const name = request.query.get('account_name') ?? '';
      const account = accounts[name];
      if (!addOn.installed || !account) {
        throw splunkErrors.objectNotFound({ name });
      }
      return {
        status: 200,
        body: feed(request, request.path, [
          {
            name,
            content: {
              isvalid: account.clientSecret === '' ? '0' : '1',
              secret: account.clientSecret,
            },
          },
        ]),
      };
    },
  }));
}
