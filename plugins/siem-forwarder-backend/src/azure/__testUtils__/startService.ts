import { createServer, IncomingMessage, Server, ServerResponse } from 'http';
import { AddressInfo } from 'net';
import { createDefaultHttpClient, HttpClient } from '@azure/core-rest-pipeline';

/** A bare HTTP service on loopback, whose answers a test writes itself. */
export interface TestService {
  url: string;
  /** Method and path of the requests so far. */
  requests: string[];
  httpClient: HttpClient;
  stop(): Promise<void>;
}

/** Starts one; `answer` gets each request and its number, from 1. */
export async function startService(
  answer: (
    request: IncomingMessage,
    response: ServerResponse,
    number: number,
  ) => void,
): Promise<TestService> {
  const requests: string[] = [];
  const server: Server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    answer(request, response, requests.length);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    httpClient: createDefaultHttpClient(),
    stop: async () => {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
}
