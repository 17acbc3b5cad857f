import { OperationKind } from 'backstage-plugin-siem-forwarder-common';

/**
 * What an operation on a forwarder that exists is opened with.
 *
 * @public
 */
export interface OperationRequest {
  kind: Exclude<OperationKind, 'provision'>;
  /** What the kind asks for: the reason of a pause, the changes, the name. */
  input?: Record<string, unknown>;
  /** Only tells what it would do. */
  dryRun?: boolean;
}
