import { Route, ServiceRequest } from '../http/Route';
import { SplunkEventHubInput } from '../state';
import { World } from '../World';
import { addOnPath } from './addOnPath';
import { feed } from './feed';
import { handlerRoutes } from './handlerRoutes';
import { splunkErrors } from './splunkErrors';

/** Fields of the handler and their values when a create does not send them. */
const defaults: Record<string, string> = {
  account: '',
  event_hub_namespace: '',
  event_hub_name: '',
  consumer_group: '$Default',
  max_wait_time: '10',
  max_batch_size: '300',
  use_amqp_over_websocket: '1',
  blob_checkpoint_enabled: '0',
  storage_account: '',
  container_name: '',
  ensure_ascii: '0',
  interval: '3600',
  index: 'default',
  // Not the type that the article searches for: a trap of the handler.
  sourcetype: 'mscs:azure:eventhub:event',
};

/** Ranges into which values are pushed without a word. */
const clamps: Record<string, [number, number]> = {
  max_wait_time: [5, 20],
  max_batch_size: [150, 10_000],
};

function readFields(
  world: World,
  form: URLSearchParams,
): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const name of Object.keys(defaults)) {
    const value = form.get(name);
    if (value !== null) {
      fields[name] = value;
    }
  }
  for (const [name, [least, most]] of Object.entries(clamps)) {
    if (fields[name] !== undefined) {
      const number = Number(fields[name]);
      if (!Number.isInteger(number)) {
        throw splunkErrors.notInteger({ field: name });
      }
      fields[name] = String(Math.min(most, Math.max(least, number)));
    }
  }
  if (fields.interval !== undefined) {
    const interval = Number(fields.interval);
    if (!(interval >= 1 && interval <= 31_536_000)) {
      throw splunkErrors.intervalOutOfRange();
    }
  }
  if (
    fields.index !== undefined &&
    (fields.index.length < 1 || fields.index.length > 80)
  ) {
    throw splunkErrors.indexLength();
  }
  if (
    fields.account !== undefined &&
    !world.state.splunk.accounts[fields.account]
  ) {
    throw splunkErrors.unknownAccount({ account: fields.account });
  }
  return fields;
}

function render(input: SplunkEventHubInput): Record<string, unknown> {
  return {
    disabled: input.disabled,
    'eai:acl': null,
    'eai:appName': 'Splunk_TA_microsoft-cloudservices',
    'eai:userName': 'nobody',
    ...input.fields,
  };
}

/** The switch of a raw modular input, which the handler's list shows too. */
function rawRoutes(world: World): Route[] {
  const require = (request: ServiceRequest): SplunkEventHubInput => {
    const found = world.state.splunk.inputs[request.params.name];
    if (!found || !world.state.splunk.addOn.installed) {
      throw splunkErrors.objectNotFound({ name: request.params.name });
    }
    return found;
  };
  const answer = (request: ServiceRequest, inputs: SplunkEventHubInput[]) => ({
    status: 200,
    body: feed(
      request,
      request.path.replace(/\/[^/]+\/(enable|disable)$/, ''),
      inputs.map(input => ({ name: input.name, content: render(input) })),
    ),
  });
  const paths = [
    ...addOnPath('data/inputs/mscs_azure_event_hub'),
    '/services/data/inputs/mscs_azure_event_hub',
  ];
  return paths.flatMap((path): Route[] => [
    {
      operationId: 'data.inputs.mscs_azure_event_hub.list',
      method: 'GET',
      path,
      handle: request =>
        answer(request, Object.values(world.state.splunk.inputs)),
    },
    {
      operationId: 'data.inputs.mscs_azure_event_hub.get',
      method: 'GET',
      path: `${path}/{name}`,
      handle: request => answer(request, [require(request)]),
    },
    ...(['enable', 'disable'] as const).map(
      (action): Route => ({
        operationId: `data.inputs.mscs_azure_event_hub.${action}`,
        method: 'POST',
        path: `${path}/{name}/${action}`,
        handle: request => {
          const input = require(request);
          input.disabled = action === 'disable';
          input.restartAt = 0;
          return answer(request, [input]);
        },
      }),
    ),
  ]);
}

/** Azure Event Hub inputs of the add-on: `splunk_ta_mscs_mscs_azure_event_hub`, and their raw form. */
export function inputRoutes(world: World): Route[] {
  return [
    ...handlerRoutes<SplunkEventHubInput>({
      endpoint: 'splunk_ta_mscs_mscs_azure_event_hub',
      world,
      collection: () => world.state.splunk.inputs,
      required: [
        'account',
        'event_hub_namespace',
        'event_hub_name',
        'interval',
        'index',
        'sourcetype',
      ],
      render,
      create: (name, { form }) => ({
        name,
        disabled: false,
        fields: { ...defaults, ...readFields(world, form) },
        restartAt: 0,
        unreported: 0,
        reportedAt: 0,
      }),
      edit: (input, { form }) => {
        input.fields = { ...input.fields, ...readFields(world, form) };
        input.restartAt = 0;
      },
    }),
    ...rawRoutes(world),
  ];
}
