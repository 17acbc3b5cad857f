import { CallOptions } from './CallOptions';

/** Queries of workspaces. */
export interface Logs {
  /**
   * Rows of the first table of the answer, as records by column name.
   *
   * @param customerIds - GUID of a workspace, or of up to 100, whose tables of
   *   one name are then asked together; when one of them refuses, all do
   */
  query(
    customerIds: string | readonly string[],
    query: string,
    timespan: { from: string; to: string },
    options?: CallOptions,
  ): Promise<Record<string, unknown>[]>;
}
