import { SplunkInstance } from '../state';

/** Names of the two Splunk servers. */
export const splunkServerNames: Record<SplunkInstance, string> = {
  // A heavy forwarder.
  splunkManagement: 'hf-ot-01',
  // A search head.
  splunkSearch: 'sh-ot-01',
};
