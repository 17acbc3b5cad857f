import { LogsQueryClient, LogsTable } from '@azure/monitor-query-logs';
import { AzureConnection } from './AzureConnection';
import { AzureCall, AzureError } from './AzureError';
import { CallOptions, Logs } from './AzureServices';
import { callAzure } from './callAzure';

/** {@link Logs} over `@azure/monitor-query-logs`. */
export class SdkLogs implements Logs {
  readonly #client: LogsQueryClient;
  readonly #serverTimeoutInSeconds: number;

  constructor(connection: AzureConnection) {
    const { logs } = connection.cloud;
    this.#client = connection.withPolicies(
      new LogsQueryClient(
        connection.credential,
        connection.clientOptions({ url: `${logs.url}/v1`, scope: logs.scope }),
      ),
    );
    // The service should give up before we stop listening.
    this.#serverTimeoutInSeconds = Math.max(
      1,
      Math.floor(connection.timings.attemptTimeout / 1000) - 5,
    );
  }

  async query(
    customerIds: string | readonly string[],
    query: string,
    timespan: { from: string; to: string },
    options?: CallOptions,
  ): Promise<Record<string, unknown>[]> {
    const [first, ...others] = [customerIds].flat();
    const call: AzureCall = {
      service: 'Log Analytics',
      action:
        others.length === 0
          ? `answer a query in workspace '${first}'`
          : `answer a query in ${others.length + 1} workspaces`,
    };
    const result = await callAzure(call, options, sdk =>
      this.#client.queryWorkspace(
        first,
        query,
        {
          startTime: new Date(timespan.from),
          endTime: new Date(timespan.to),
        },
        {
          serverTimeoutInSeconds: this.#serverTimeoutInSeconds,
          ...(others.length > 0 ? { additionalWorkspaces: others } : {}),
          ...sdk,
        },
      ),
    );
    if (!('tables' in result)) {
      // Half an answer would pass for a smaller number of rows.
      throw new AzureError({
        ...call,
        kind: 'failed',
        code: result.partialError.code,
        azureMessage: `the answer is incomplete: ${result.partialError.message}`,
      });
    }
    return result.tables.length === 0 ? [] : toRecords(result.tables[0]);
  }
}

/** Times become ISO strings; dynamic columns are parsed already. */
function toRecords(table: LogsTable): Record<string, unknown>[] {
  const names = table.columnDescriptors.map(({ name }) => name ?? '');
  return table.rows.map(row =>
    Object.fromEntries(
      row.map((cell, index) => [
        names[index],
        cell instanceof Date ? cell.toISOString() : cell,
      ]),
    ),
  );
}
