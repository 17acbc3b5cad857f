import { JsonObject } from '@backstage/types';
import { ProvisioningStep } from 'backstage-plugin-siem-forwarder-common';
import { Knex } from 'knex';

/** A database that several processes can open. */
export interface SharedDatabase {
  client: string;
  connection: Knex.StaticConnectionConfig;
}

/** What a process of its own is to do. */
export interface ProcessTask {
  database: SharedDatabase;
  /** The section of the configuration. */
  siemForwarder: JsonObject;
  /** ISO 8601; its clock goes on from there. */
  now: string;
  /** The operation. */
  id: string;
  step: ProvisioningStep;
}
