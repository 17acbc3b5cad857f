import { SplunkState } from '../state';

/** A message of splunkd. */
export interface SplunkMessage {
  type: 'INFO' | 'WARN' | 'ERROR' | 'FATAL';
  text: string;
}

/**
 * What Splunk says beside the results of a search that went through: which
 * peers it could not ask. The results then lack their events.
 */
export function searchMessages({ downPeers }: SplunkState): SplunkMessage[] {
  return downPeers.map(peer => ({
    type: 'ERROR',
    text: `Unable to distribute to peer named ${peer} at uri=${peer}:8089 using the uri-scheme=https because peer has status=Down. Verify uri-scheme, connectivity to the search peer, that the search peer is up, and that an adequate level of system resources are available.`,
  }));
}
