/**
 * Who brought a change of health about.
 *
 * @public
 */
export type Cause =
  | {
      kind: 'activity';
      /** Who did it, as the Activity Log names him: a user principal name, or an application's id. */
      caller: string;
      /** When (ISO 8601 with zone). */
      at: string;
      /** The operation: `Microsoft.OperationalInsights/workspaces/dataExports/write`. */
      operation: string;
      /** ARM id of the resource. */
      resource: string;
      /** Id that ties the events of one request together. */
      correlationId?: string;
      /** The check whose answer it explains: `export/rule-enabled`. */
      checkId?: string;
    }
  | {
      /** Nobody can be named. */
      kind: 'first-seen';
      /** When the portal first saw it (ISO 8601 with zone). */
      at: string;
      /** One sentence: why nobody can be named. */
      because: string;
      /** Set where the log may know more later: after when, and from when on it is to be read then (ISO 8601 with zone). */
      askAgain?: { after: string; from: string };
    };
