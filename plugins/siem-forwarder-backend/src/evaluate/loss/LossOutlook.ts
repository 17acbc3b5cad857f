import { Loss } from 'backstage-plugin-siem-forwarder-common';
import { LossMemory } from './LossMemory';
import { LossWindow } from './LossWindow';

/** What is lost, and what will be. */
export interface LossOutlook {
  /** The worst of it, for people. */
  loss?: Loss;
  /** Rows that the export could not deliver yet: it retries for 12 hours. */
  exportWindow?: LossWindow;
  /** Events that nobody has read yet: the hub keeps them as long as its retention says. */
  readerWindow?: LossWindow;
  /** For the next look. */
  memory?: LossMemory;
}
