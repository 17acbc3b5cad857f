/** An Azure App account of the Microsoft Cloud Services add-on. */
export interface SplunkAzureAccount {
  name: string;
  clientId: string;
  clientSecret: string;
  tenantId: string;
  /** '1' Azure Public Cloud, '2' Azure Government Cloud. */
  accountClassType: string;
  disabled: boolean;
}

/** A storage account of the add-on (checkpoints). */
export interface SplunkStorageAccount {
  name: string;
  accountName: string;
  accountSecret: string;
  accountSecretType: string;
  accountClassType: string;
  disabled: boolean;
}

/** An Azure Event Hub input of the add-on. Values are strings, as conf files hold them. */
export interface SplunkEventHubInput {
  name: string;
  disabled: boolean;
  /** Field values by the handler's names (account, event_hub_namespace, ...). */
  fields: Record<string, string>;
  /** Epoch milliseconds before which a failed process is not restarted. */
  restartAt: number;
  /** Events ingested since the add-on last logged a count. */
  unreported: number;
  /** Epoch milliseconds of that log line. */
  reportedAt: number;
}

/** An event in an index. */
export interface SplunkEvent {
  index: string;
  sourcetype: string;
  source: string;
  host: string;
  /** Epoch milliseconds. */
  time: number;
  /** Epoch milliseconds. */
  indexTime: number;
  raw: string;
}

/** A Splunk server with tokens of its own. */
export type SplunkInstance = 'splunkManagement' | 'splunkSearch';

/** An authentication token that was made on an instance. Times are ISO 8601. */
export interface SplunkToken {
  id: string;
  instance: SplunkInstance;
  serverName: string;
  user: string;
  audience: string;
  issuedAt: string;
  notBefore: string;
  expiresAt: string;
  status: 'enabled' | 'disabled';
  /** SHA-256 of the token, which itself is shown once and not kept. */
  digest: string;
}

/** One Splunk deployment: a heavy forwarder with the add-on, and a search head. */
export interface SplunkState {
  running: boolean;
  addOn: { installed: boolean; version: string };
  indexes: string[];
  /** By name. */
  accounts: Record<string, SplunkAzureAccount>;
  /** By name. */
  storageAccounts: Record<string, SplunkStorageAccount>;
  /** By name. */
  inputs: Record<string, SplunkEventHubInput>;
  /** Next sequence number by `<fqdn>-<hub>-<group>` and partition: inputs of one instance share it. */
  checkpoints: Record<string, Record<string, number>>;
  events: SplunkEvent[];
  /** Whether tokens are taken; a fresh Splunk takes none. */
  tokenAuthentication: boolean;
  /** By id: those made through the API. The portal's own are credentials of the run. */
  tokens: Record<string, SplunkToken>;
  /** When the portal's own tokens were made to end before their time (ISO 8601). */
  portalTokenEnds: Partial<Record<SplunkInstance, string>>;
  /** Search peers that do not answer: every search says so in a message. */
  downPeers: string[];
}
