import { OperationKind } from 'backstage-plugin-siem-forwarder-common';
import { OperationKindDefinition } from './OperationKindDefinition';

/**
 * The kinds of operations on a forwarder that exists, besides `provision`,
 * which makes one. A kind that is not in it is refused when it is opened.
 */
export const operationKindTable: Partial<
  Record<Exclude<OperationKind, 'provision'>, OperationKindDefinition>
> = {};
