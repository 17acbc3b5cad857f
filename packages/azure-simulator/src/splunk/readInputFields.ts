import { World } from '../World';
import { isTrue } from './isTrue';
import { splunkErrors } from './splunkErrors';

/**
 * Fields that a create must bring. `sourcetype` and `interval` have defaults
 * in the handler (`mscs:azure:eventhub:event`, not what the add-on's pages
 * write, and 3600), but a create without them is refused all the same.
 */
export const requiredInputFields = [
  'account',
  'event_hub_namespace',
  'event_hub_name',
  'interval',
  'index',
  'sourcetype',
] as const;

/** Values of the other fields when a create does not send them. */
export const inputDefaults: Readonly<Record<string, string>> = {
  consumer_group: '$Default',
  max_wait_time: '10',
  max_batch_size: '300',
  use_amqp_over_websocket: '1',
  blob_checkpoint_enabled: '0',
  storage_account: '',
  container_name: '',
  ensure_ascii: '0',
};

/** Ranges into which values are pushed without a word. */
const clamps: Readonly<Record<string, readonly [number, number]>> = {
  max_wait_time: [5, 20],
  max_batch_size: [150, 10_000],
};

const mostInterval = 31_536_000;

/** `account_secret_type` of a storage account without a secret. */
const noSecret = '0';

function clamp(fields: Record<string, string>): void {
  for (const [name, [least, most]] of Object.entries(clamps)) {
    if (fields[name] !== undefined) {
      const number = Number(fields[name]);
      if (!Number.isInteger(number)) {
        throw splunkErrors.notInteger({ field: name });
      }
      fields[name] = String(Math.min(most, Math.max(least, number)));
    }
  }
}

function isContainerName(name: string): boolean {
  return /^(?=.{3,63}$)[0-9a-z]+(-[0-9a-z]+)*$/.test(name);
}

/**
 * What is refused of checkpoints in blobs. Without account or container
 * nothing is: the input then keeps its checkpoint in a file.
 */
function checkBlobCheckpoint(
  world: World,
  fields: Record<string, string>,
): void {
  if (fields.container_name && !isContainerName(fields.container_name)) {
    throw splunkErrors.containerName();
  }
  const storage = world.state.splunk.storageAccounts[fields.storage_account];
  if (
    isTrue(fields.blob_checkpoint_enabled ?? '') &&
    storage?.accountSecretType === noSecret
  ) {
    throw splunkErrors.noneSecret();
  }
}

/**
 * The fields that a form brings, as the handler stores them; other names are
 * ignored. Nothing is asked of Azure: a hub that does not exist is found by
 * the input when it runs.
 * @param existing - fields of the input that is edited
 */
export function readInputFields(
  world: World,
  form: URLSearchParams,
  existing: Readonly<Record<string, string>>,
): Record<string, string> {
  const fields = Object.fromEntries(
    [...requiredInputFields, ...Object.keys(inputDefaults)].flatMap(name => {
      const value = form.get(name);
      return value === null ? [] : [[name, value] as const];
    }),
  );
  clamp(fields);
  if (fields.interval !== undefined) {
    const interval = Number(fields.interval);
    if (!(interval >= 1 && interval <= mostInterval)) {
      throw splunkErrors.intervalOutOfRange();
    }
  }
  if (fields.index !== undefined && fields.index.length > 80) {
    throw splunkErrors.indexLength();
  }
  if (fields.account !== undefined) {
    const account = world.state.splunk.accounts[fields.account];
    if (!account?.clientSecret) {
      throw splunkErrors.unknownAccount({ account: fields.account });
    }
  }
  checkBlobCheckpoint(world, { ...existing, ...fields });
  return fields;
}
