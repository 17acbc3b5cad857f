import { SplunkEventHubInput } from '../state';
import { isTrue } from './isTrue';

/** Where the add-on keeps how far an input has read. */
export interface Checkpoint {
  type: 'LocalCheckpoint' | 'BlobCheckpoint';
  /** The same for all inputs that share it. */
  uniqueIdentifier: string;
}

/**
 * The checkpoint of an input: a blob when that is switched on and both account
 * and container are given, else a file of the instance, without a word.
 */
export function checkpointOf({ fields }: SplunkEventHubInput): Checkpoint {
  const key = [
    fields.event_hub_namespace,
    fields.event_hub_name,
    fields.consumer_group || '$Default',
  ]
    .join('-')
    .toLowerCase();
  const inBlob =
    isTrue(fields.blob_checkpoint_enabled ?? '') &&
    Boolean(fields.storage_account) &&
    Boolean(fields.container_name);
  return inBlob
    ? { type: 'BlobCheckpoint', uniqueIdentifier: `${key}_blob` }
    : { type: 'LocalCheckpoint', uniqueIdentifier: key };
}
