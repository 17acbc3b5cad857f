import { LiveRequest, LiveResponse } from 'oav';
import { Exchange } from 'azure-simulator';
import { requestTarget } from '../requestTarget';
import { documentedUrl } from './documentedUrl';
import { DocumentedOperation } from './DocumentIndex';

/** Any host without a port: oav compares it with `{vaultBaseUrl}` and the like. */
const origin = 'https://simulated.azure';

/** oav changes what it judges (numbers out of query strings), so it gets its own. */
function copy<Value>(value: Value): Value {
  return value === undefined ? value : structuredClone(value);
}

/**
 * An exchange as oav wants it: `api-version` of the document, status as a
 * string, one leading slash.
 */
export function liveRequestResponse(
  exchange: Exchange,
  operation: DocumentedOperation,
): { liveRequest: LiveRequest; liveResponse: LiveResponse } {
  const { rawPath, query } = requestTarget(documentedUrl(exchange));
  const parameters = new URLSearchParams(query);
  // Log Analytics has its version in the path, but oav asks the query for it.
  parameters.set('api-version', operation.version);
  return {
    liveRequest: {
      url: `${origin}${rawPath}?${parameters}`,
      method: exchange.method.toLowerCase(),
      headers: { ...exchange.requestHeaders },
      query: Object.fromEntries(parameters),
      body: copy(exchange.requestBody) as LiveRequest['body'],
    },
    liveResponse: {
      statusCode: String(exchange.status),
      headers: { ...exchange.responseHeaders },
      body: copy(exchange.responseBody) as LiveResponse['body'],
    },
  };
}
