import { AzureSimulator } from '../startAzureSimulator';
import { JsonAnswer, requestJson } from './requestJson';

/** Folder of the add-on's handlers. */
export const addOn = '/servicesNS/nobody/Splunk_TA_microsoft-cloudservices';

/** A call of one of Splunk's ports. */
export interface SplunkCall {
  /** POST when there is a body. */
  method?: string;
  /** Fields of a form. */
  body?: Record<string, string>;
  query?: Record<string, string>;
  /** The portal's own token when absent. */
  authorization?: string;
}

/** Calls a port of the simulated Splunk, asking for JSON. */
export function callSplunk(
  simulator: AzureSimulator,
  port: 'splunkManagement' | 'splunkSearch',
  path: string,
  { method, body, query, authorization }: SplunkCall = {},
): Promise<JsonAnswer> {
  const { splunk } = simulator.credentials;
  const token =
    port === 'splunkManagement' ? splunk.managementToken : splunk.searchToken;
  return requestJson(
    `${simulator.endpoints[port]}${path}?${new URLSearchParams({
      output_mode: 'json',
      ...query,
    })}`,
    {
      ca: simulator.caPem,
      method: method ?? (body ? 'POST' : 'GET'),
      headers: { authorization: authorization ?? `Bearer ${token}` },
      body,
    },
  );
}

/** The entries of a feed. */
export function entriesOf({ body }: JsonAnswer) {
  return (
    body as { entry: { name: string; content: Record<string, unknown> }[] }
  ).entry;
}

/** What the first entry of a feed says. */
export function contentOf(answer: JsonAnswer): Record<string, unknown> {
  return entriesOf(answer)[0].content;
}

/** How a refusal of a handler of the add-on comes out of splunkd. */
export function handlerRefusal(status: number, text: string) {
  return {
    status: 500,
    body: {
      messages: [
        {
          type: 'ERROR',
          text: `Unexpected error "<class 'splunktaucclib.rest_handler.error.RestError'>" from python handler: "REST Error [${status}]: ${text}". See splunkd.log/python.log for more details.`,
        },
      ],
    },
  };
}
