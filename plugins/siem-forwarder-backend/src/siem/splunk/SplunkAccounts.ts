import { CustomErrorBase, InputError } from '@backstage/errors';
import { SiemConnection } from 'backstage-plugin-siem-forwarder-node';
import { SiemCredentialRefusedError } from '../SiemCredentialRefusedError';
import { SiemError } from '../SiemError';
import { addOnPath } from './addOn';
import { ignoreMissing } from './ignoreMissing';
import { SplunkClient, SplunkEntry } from './SplunkClient';

const HANDLER = 'splunk_ta_mscs_azureaccount';

/** An Azure app account of the add-on. */
export interface SplunkAccount {
  name: string;
  clientId: string;
  tenantId: string;
}

/**
 * The add-on's class of account; it knows the public and the US Government
 * cloud, and takes any other value for the public one without a word.
 */
const accountClasses: Record<SiemConnection['cloud'], string | undefined> = {
  public: '1',
  usGovernment: '2',
  china: undefined,
  // A cloud of one's own stands in for the public one.
  custom: '1',
};

/** The texts with which the add-on reports that Entra refused the credentials. */
const credentialRefusals = [
  'account authentication failed',
  'please check your credentials',
  'aadsts7000215',
  'aadsts7000222',
  'aadsts700016',
];

/** The Azure app accounts of one Splunk instance. */
export class SplunkAccounts {
  readonly #client: SplunkClient;

  constructor(client: SplunkClient) {
    this.#client = client;
  }

  async list(options: { signal?: AbortSignal }): Promise<SplunkAccount[]> {
    const entries = await this.#client.list({
      path: addOnPath(HANDLER),
      action: 'list the Azure accounts',
      ...options,
    });
    return entries.map(toAccount);
  }

  /**
   * Creates the account, or replaces its credentials. The add-on tries them
   * only when all four fields are sent together.
   *
   * @throws SiemCredentialRefusedError when they are refused (also for a
   *   while after the secret was issued)
   */
  async put(
    account: {
      name: string;
      exists: boolean;
      connection: SiemConnection;
      secret: string;
    },
    options: { signal?: AbortSignal },
  ): Promise<void> {
    const { name, exists, connection, secret } = account;
    const accountClass = accountClasses[connection.cloud];
    if (!accountClass) {
      throw new InputError(
        `The Splunk add-on does not know the cloud '${connection.cloud}' of account '${name}'; it reads Azure's public and US Government clouds only`,
      );
    }
    const action = `${exists ? 'change' : 'create'} Azure account '${name}'`;
    try {
      await this.#client.send({
        method: 'POST',
        path: addOnPath(HANDLER, exists ? name : undefined),
        form: {
          ...(exists ? {} : { name }),
          client_id: connection.clientId,
          client_secret: secret,
          tenant_id: connection.tenantId,
          account_class_type: accountClass,
        },
        secrets: [secret],
        action,
        ...options,
      });
    } catch (error) {
      throw isCredentialRefusal(error)
        ? new SiemCredentialRefusedError(error.message)
        : error;
    }
  }

  /** Deletes the account; what does not exist is deleted already. */
  async delete(name: string, options: { signal?: AbortSignal }): Promise<void> {
    await ignoreMissing(
      this.#client.send({
        method: 'DELETE',
        path: addOnPath(HANDLER, name),
        action: `delete Azure account '${name}'`,
        ...options,
      }),
      async () =>
        (await this.list(options)).some(object => object.name === name),
    );
  }
}

/** Splunk has no code for it, so the texts are compared. */
function isCredentialRefusal(error: unknown): error is CustomErrorBase {
  return (
    error instanceof SiemError &&
    credentialRefusals.some(text => error.message.toLowerCase().includes(text))
  );
}

function toAccount({ name, content }: SplunkEntry): SplunkAccount {
  return {
    name,
    clientId: String(content.client_id ?? '').toLowerCase(),
    tenantId: String(content.tenant_id ?? '').toLowerCase(),
  };
}
