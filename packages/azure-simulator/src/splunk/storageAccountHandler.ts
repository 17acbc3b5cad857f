import { Route } from '../http/Route';
import { SplunkStorageAccount } from '../state';
import { World } from '../World';
import { secretMask } from './accountHandler';
import { addOnApp } from './addOnPath';
import { handlerRoutes } from './handlerRoutes';

/** Storage accounts of the add-on (checkpoints in blobs): `splunk_ta_mscs_storageaccount`. */
export function storageAccountRoutes(world: World): Route[] {
  return handlerRoutes<SplunkStorageAccount>({
    endpoint: 'splunk_ta_mscs_storageaccount',
    world,
    collection: () => world.state.splunk.storageAccounts,
    required: ['account_name', 'account_secret_type', 'account_class_type'],
    render: (account, clear) => ({
      disabled: account.disabled,
      'eai:acl': null,
      'eai:appName': addOnApp,
      'eai:userName': 'nobody',
      account_name: account.accountName,
      account_secret: clear ? account.accountSecret : secretMask,
      account_secret_type: account.accountSecretType,
      account_class_type: account.accountClassType,
    }),
    create: (name, { form }) => ({
      name,
      accountName: form.get('account_name') ?? '',
      accountSecret: form.get('account_secret') ?? '',
      accountSecretType: form.get('account_secret_type') ?? '1',
      accountClassType: form.get('account_class_type') ?? '1',
      disabled: false,
    }),
    edit: (account, { form }) => {
      const secret = form.get('account_secret');
      account.accountName = form.get('account_name') ?? account.accountName;
      account.accountSecretType =
        form.get('account_secret_type') ?? account.accountSecretType;
      account.accountClassType =
        form.get('account_class_type') ?? account.accountClassType;
      if (secret !== null && secret !== '' && secret !== secretMask) {
        account.accountSecret = secret;
      }
    },
  });
}
