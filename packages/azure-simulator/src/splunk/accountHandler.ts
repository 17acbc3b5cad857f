import { Route, ServiceRequest } from '../http/Route';
import { verifyClientSecret } from '../login/verifyClientSecret';
import { ServiceError } from '../http/ServiceError';
import { SplunkAzureAccount } from '../state';
import { World } from '../World';
import { accountCloud } from './accountCloud';
import { handlerRoutes } from './handlerRoutes';
import { splunkErrors } from './splunkErrors';

const guidPattern =
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** What a secret looks like in an answer, and what a payload sends to keep it. */
export const secretMask = '******';

/**
 * The add-on asks the directory for a token with the payload's own values:
 * its validator hangs on `tenant_id` and does not look at what is stored.
 */
function validate(world: World, form: URLSearchParams): void {
  const clientId = form.get('client_id') ?? '';
  const tenantId = form.get('tenant_id') ?? '';
  const clientSecret = form.get('client_secret') ?? '';
  if (!guidPattern.test(clientId)) {
    throw splunkErrors.notUuid({ field: 'client_id' });
  }
  if (!guidPattern.test(tenantId)) {
    throw splunkErrors.notUuid({ field: 'tenant_id' });
  }
  if (accountCloud(form.get('account_class_type') ?? '1') !== 'public') {
    // The simulated directory is one of the public cloud.
    throw splunkErrors.accountRefused();
  }
  try {
    verifyClientSecret(world, { tenantId, clientId, clientSecret });
  } catch (error) {
    if (error instanceof ServiceError) {
      throw splunkErrors.accountRefused();
    }
    throw error;
  }
}

function render(
  account: SplunkAzureAccount,
  clear: boolean,
): Record<string, unknown> {
  return {
    disabled: account.disabled,
    'eai:acl': null,
    'eai:appName': 'Splunk_TA_microsoft-cloudservices',
    'eai:userName': 'nobody',
    account_class_type: account.accountClassType,
    client_id: account.clientId,
    client_secret: clear ? account.clientSecret : secretMask,
    tenant_id: account.tenantId,
  };
}

/** Azure App accounts of the add-on: `splunk_ta_mscs_azureaccount`. */
export function accountRoutes(world: World): Route[] {
  return handlerRoutes<SplunkAzureAccount>({
    endpoint: 'splunk_ta_mscs_azureaccount',
    world,
    collection: () => world.state.splunk.accounts,
    required: ['client_id', 'client_secret', 'tenant_id', 'account_class_type'],
    render,
    create: (name: string, { form }: ServiceRequest) => {
      validate(world, form);
      return {
        name,
        clientId: form.get('client_id') ?? '',
        clientSecret: form.get('client_secret') ?? '',
        tenantId: form.get('tenant_id') ?? '',
        accountClassType: form.get('account_class_type') ?? '1',
        disabled: false,
      };
    },
    edit: (account, { form }) => {
      if (form.has('tenant_id')) {
        validate(world, form);
      }
      const secret = form.get('client_secret');
      account.clientId = form.get('client_id') ?? account.clientId;
      account.tenantId = form.get('tenant_id') ?? account.tenantId;
      account.accountClassType =
        form.get('account_class_type') ?? account.accountClassType;
      if (secret !== null && secret !== secretMask) {
        account.clientSecret = secret;
      }
    },
  });
}
