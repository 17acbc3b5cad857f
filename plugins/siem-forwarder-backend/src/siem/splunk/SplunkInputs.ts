import { addOnPath, EVENT_HUB_SOURCETYPE } from './addOn';
import { ignoreMissing } from './ignoreMissing';
import { SplunkClient, SplunkEntry } from './SplunkClient';

const HANDLER = 'splunk_ta_mscs_mscs_azure_event_hub';

/** An Azure Event Hub input of the add-on. */
export interface SplunkInput {
  name: string;
  enabled: boolean;
  account: string;
  fullyQualifiedNamespace: string;
  eventHubName: string;
  consumerGroup: string;
  sourcetype: string;
  index: string;
}

/** What an input is made with. */
export interface SplunkInputSettings extends Omit<SplunkInput, 'enabled'> {
  /** Seconds, as text. */
  interval: string;
}

/** The Event Hub inputs of one Splunk instance. */
export class SplunkInputs {
  readonly #client: SplunkClient;

  constructor(client: SplunkClient) {
    this.#client = client;
  }

  async list(options: { signal?: AbortSignal }): Promise<SplunkInput[]> {
    const entries = await this.#client.list({
      path: addOnPath(HANDLER),
      action: 'list the Event Hub inputs',
      ...options,
    });
    return entries.map(toInput);
  }

  async create(
    settings: SplunkInputSettings,
    options: { signal?: AbortSignal },
  ): Promise<void> {
    await this.#client.send({
      method: 'POST',
      path: addOnPath(HANDLER),
      form: { name: settings.name, ...fieldsOf(settings) },
      action: `create Event Hub input '${settings.name}'`,
      ...options,
    });
  }

  async change(
    settings: SplunkInputSettings,
    options: { signal?: AbortSignal },
  ): Promise<void> {
    await this.#client.send({
      method: 'POST',
      path: addOnPath(HANDLER, settings.name),
      form: fieldsOf(settings),
      action: `change Event Hub input '${settings.name}'`,
      ...options,
    });
  }

  /** Alone in its request: the add-on ignores the other fields beside it. */
  async enable(name: string, options: { signal?: AbortSignal }): Promise<void> {
    await this.#client.send({
      method: 'POST',
      path: addOnPath(HANDLER, name),
      form: { disabled: '0' },
      action: `enable Event Hub input '${name}'`,
      ...options,
    });
  }

  /** Deletes the input; what does not exist is deleted already. */
  async delete(name: string, options: { signal?: AbortSignal }): Promise<void> {
    await ignoreMissing(
      this.#client.send({
        method: 'DELETE',
        path: addOnPath(HANDLER, name),
        action: `delete Event Hub input '${name}'`,
        ...options,
      }),
      async () =>
        (await this.list(options)).some(object => object.name === name),
    );
  }
}

/** All that the handler requires, also where it has a default. */
function fieldsOf(settings: SplunkInputSettings): Record<string, string> {
  return {
    account: settings.account,
    event_hub_namespace: settings.fullyQualifiedNamespace,
    event_hub_name: settings.eventHubName,
    consumer_group: settings.consumerGroup,
    interval: settings.interval,
    index: settings.index,
    sourcetype: settings.sourcetype,
  };
}

function toInput({ name, content }: SplunkEntry): SplunkInput {
  const text = (field: string, fallback = '') =>
    String(content[field] ?? fallback);
  return {
    name,
    enabled: !['1', 'true'].includes(text('disabled', '0').toLowerCase()),
    account: text('account'),
    fullyQualifiedNamespace: text('event_hub_namespace').toLowerCase(),
    eventHubName: text('event_hub_name'),
    consumerGroup: text('consumer_group', '$Default'),
    sourcetype: text('sourcetype', EVENT_HUB_SOURCETYPE),
    index: text('index', 'default'),
  };
}
