import { Exchange } from 'azure-simulator';
import { exampleRequest } from '../examples/exampleRequest';
import { mapIds } from '../examples/mapIds';
import { MutantOperation } from './MutantOperation';
import { withAnswer } from './synthesizeExchange';

/** The exchanges that an operation's examples publish: each with each of its answers. */
export function publishedExchanges(entry: MutantOperation): Exchange[] {
  const { service, operation } = entry;
  return operation.examples.map(mapIds).flatMap(example => {
    const { method, url, headers, body } = exampleRequest(operation, example);
    const request: Exchange = {
      service,
      operationId: operation.operationId,
      method,
      url,
      requestHeaders: headers,
      ...(body === undefined ? {} : { requestBody: body }),
      status: 0,
      responseHeaders: {},
    };
    return Object.entries(example.responses)
      .filter(([name]) => name in operation.responses)
      .map(([name, answer]) =>
        withAnswer(entry, request, name, { body: answer.body }),
      );
  });
}
