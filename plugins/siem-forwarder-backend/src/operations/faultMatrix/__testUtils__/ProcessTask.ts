import { JsonObject } from '@backstage/types';
import { ProvisioningStep } from 'backstage-plugin-siem-forwarder-common';

/** What a process of its own is to do. */
export interface ProcessTask {
  /** File of the SQLite database. */
  database: string;
  /** The section of the configuration. */
  siemForwarder: JsonObject;
  /** ISO 8601; its clock stands there. */
  now: string;
  /** The operation. */
  id: string;
  step: ProvisioningStep;
}
