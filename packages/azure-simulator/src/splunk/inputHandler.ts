import { Route, ServiceRequest } from '../http/Route';
import { SplunkEventHubInput } from '../state';
import { World } from '../World';
import { addOnPath } from './addOnPath';
import { feed } from './feed';
import { handlerRoutes } from './handlerRoutes';
import {
  inputDefaults,
  readInputFields,
  requiredInputFields,
} from './readInputFields';
import { splunkErrors } from './splunkErrors';

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
      required: requiredInputFields,
      render,
      create: (name, { form }) => ({
        name,
        disabled: false,
        fields: { ...inputDefaults, ...readInputFields(world, form, {}) },
        restartAt: 0,
        unreported: 0,
        reportedAt: 0,
      }),
      edit: (input, { form }) => {
        input.fields = {
          ...input.fields,
          ...readInputFields(world, form, input.fields),
        };
        input.restartAt = 0;
      },
    }),
    ...rawRoutes(world),
  ];
}
