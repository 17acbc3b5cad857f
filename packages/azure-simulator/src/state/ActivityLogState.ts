/** An operation of Resource Manager that changed something, or tried to. */
export interface ActivityLogEntry {
  /** Id of the event that says that it began. */
  startedId: string;
  /** Id of the event that says how it ended. */
  endedId: string;
  operationId: string;
  correlationId: string;
  /** User principal name of a person, client id of an application. */
  caller: string;
  /** Object id of an application's service principal; absent: a person did it. */
  objectId?: string;
  /** RBAC action: `Microsoft.EventHub/namespaces/write`. */
  operationName: string;
  /** ARM id of the resource. */
  resourceId: string;
  method: string;
  /** HTTP status of the answer. */
  status: number;
  /** Epoch milliseconds. */
  at: number;
}
