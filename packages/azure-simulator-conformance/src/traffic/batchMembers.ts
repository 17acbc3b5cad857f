import { Exchange } from 'azure-simulator';

interface MemberRequest {
  id: string;
  method: Exchange['method'];
  url: string;
  headers?: Record<string, string>;
  body?: unknown;
}

interface MemberResponse {
  id: string;
  status: number;
  headers?: Record<string, string>;
  body?: unknown;
}

/** Not asked: one that it depends on failed (https://learn.microsoft.com/graph/json-batching). */
const failedDependency = 424;

function lowerCased(headers: Record<string, string> = {}) {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
}

/**
 * The requests of a batch to Microsoft Graph with their answers, each as the
 * exchange that it would have been by itself.
 */
export function batchMembers(exchange: Exchange): Exchange[] {
  if (exchange.operationId !== 'batch.Execute' || exchange.status !== 200) {
    return [];
  }
  const { requests } = exchange.requestBody as { requests: MemberRequest[] };
  const { responses } = exchange.responseBody as {
    responses: MemberResponse[];
  };
  return responses.flatMap((response): Exchange[] => {
    const request = requests.find(({ id }) => id === response.id);
    if (!request || response.status === failedDependency) {
      return [];
    }
    const json: Record<string, string> =
      response.body === undefined ? {} : { 'content-type': 'application/json' };
    return [
      {
        service: 'graph',
        method: request.method,
        url: `/v1.0/${request.url.replace(/^\//, '')}`,
        requestHeaders: lowerCased(request.headers),
        requestBody: request.body,
        status: response.status,
        responseHeaders: { ...json, ...lowerCased(response.headers) },
        responseBody: response.body,
      },
    ];
  });
}
