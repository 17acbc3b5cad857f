import https from 'node:https';
import { AzureSimulator, Exchange, ServiceName } from 'azure-simulator';
import { exampleRegion, exampleVault } from './exampleSeed';
import { ExampleRequest } from './exampleRequest';

/** Longest time of one request, milliseconds. */
const timeout = 30_000;

/** Resources whose tokens the services take. */
const resources: Partial<Record<ServiceName, string>> = {
  resourceManager: 'https://management.azure.com',
  keyVault: 'https://vault.azure.net',
  logs: 'https://api.loganalytics.io',
  metrics: 'https://metrics.monitor.azure.com',
};

interface Answer {
  status: number;
  headers: Record<string, string>;
  text: string;
}

/** Sends requests to a simulator over HTTPS as the provisioner. */
export class ExampleClient {
  readonly #simulator: AzureSimulator;
  readonly #agent: https.Agent;
  readonly #tokens = new Map<ServiceName, string>();

  constructor(simulator: AzureSimulator) {
    this.#simulator = simulator;
    this.#agent = new https.Agent({ ca: simulator.caPem, keepAlive: true });
  }

  close(): void {
    this.#agent.destroy();
  }

  #base(service: ServiceName): string {
    const { endpoints } = this.#simulator;
    switch (service) {
      case 'keyVault':
        return endpoints.keyVaults[exampleVault];
      case 'logs':
        // The paths of the document begin with its base path.
        return endpoints.logs.replace(/\/v1$/, '');
      case 'metrics':
        return endpoints.metrics.replace('{region}', exampleRegion);
      default:
        return endpoints.resourceManager;
    }
  }

  #send(
    url: string,
    method: string,
    headers: Record<string, string>,
    text: string | undefined,
  ): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const request = https.request(
        url,
        { agent: this.#agent, method, headers, timeout },
        response => {
          const chunks: Buffer[] = [];
          response.on('data', chunk => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              headers: Object.fromEntries(
                Object.entries(response.headers).map(([name, value]) => [
                  name,
                  String(value),
                ]),
              ),
              text: Buffer.concat(chunks).toString('utf8'),
            }),
          );
        },
      );
      request.on('timeout', () =>
        request.destroy(
          new Error(`${method} ${url} was not answered in ${timeout} ms.`),
        ),
      );
      request.on('error', reject);
      request.end(text);
    });
  }

  async #token(service: ServiceName): Promise<string> {
    const known = this.#tokens.get(service);
    if (known) {
      return known;
    }
    const { tenantId, clientId, clientSecret } =
      this.#simulator.credentials.provisioner;
    const answer = await this.#send(
      `${this.#simulator.endpoints.login}/${tenantId}/oauth2/v2.0/token`,
      'POST',
      { 'content-type': 'application/x-www-form-urlencoded' },
      new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: clientId,
        client_secret: clientSecret,
        scope: `${resources[service]}/.default`,
      }).toString(),
    );
    if (answer.status !== 200) {
      throw new Error(
        `The simulator gives no token for ${service}: ${answer.text}`,
      );
    }
    const token = (JSON.parse(answer.text) as { access_token: string })
      .access_token;
    this.#tokens.set(service, token);
    return token;
  }

  /** Sends a request and answers the exchange as it went over the wire. */
  async exchange(
    service: ServiceName,
    request: ExampleRequest,
    operationId: string,
  ): Promise<Exchange> {
    const text =
      request.body === undefined ? undefined : JSON.stringify(request.body);
    const headers = {
      accept: 'application/json',
      ...request.headers,
      ...(text === undefined
        ? {}
        : { 'content-length': String(Buffer.byteLength(text)) }),
    };
    const answer = await this.#send(
      `${this.#base(service)}${request.url}`,
      request.method,
      { ...headers, authorization: `Bearer ${await this.#token(service)}` },
      text,
    );
    return {
      service,
      operationId,
      method: request.method,
      url: request.url,
      requestHeaders: headers,
      ...(request.body === undefined ? {} : { requestBody: request.body }),
      status: answer.status,
      responseHeaders: answer.headers,
      ...(answer.text === '' ? {} : { responseBody: JSON.parse(answer.text) }),
    };
  }

  /** Reads the state of a long-running operation of Azure Resource Manager. */
  async poll(url: string): Promise<{ status: number; body: unknown }> {
    const answer = await this.#send(
      url,
      'GET',
      { authorization: `Bearer ${await this.#token('resourceManager')}` },
      undefined,
    );
    return {
      status: answer.status,
      body: answer.text === '' ? undefined : JSON.parse(answer.text),
    };
  }
}
