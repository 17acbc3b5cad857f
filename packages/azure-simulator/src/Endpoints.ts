/** Where the simulated services listen. All on 127.0.0.1. */
export interface SimulatorEndpoints {
  /** Authority host of `@azure/identity`, e.g. `https://127.0.0.1:40001`. */
  login: string;
  /** Endpoint of the ARM clients. */
  resourceManager: string;
  /** Microsoft Graph, without `/v1.0`. */
  graph: string;
  /** Log Analytics query API, with `/v1`. */
  logs: string;
  /** Template of the metrics endpoint: `{region}` takes the region of the resources. */
  metrics: string;
  /**
   * Event Hubs, e.g. `sb://localhost:40005`: `customEndpointAddress` of the
   * official clients, over AMQP and over WebSocket, for every namespace.
   */
  eventHubs: string;
  /** Vault URLs by vault name. */
  keyVaults: Record<string, string>;
  /** Management port of the Splunk instance that runs the inputs. */
  splunkManagement: string;
  /** Management port of the Splunk search head. */
  splunkSearch: string;
  /** Control API, plain HTTP, for tests and people. */
  control: string;
}
