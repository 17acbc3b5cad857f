import {
  ForwarderSpec,
  OperationStep,
} from 'backstage-plugin-siem-forwarder-common';
import {
  BasicPermission,
  ResourcePermission,
} from '@backstage/plugin-permission-common';
import { z } from 'zod';
import { Step } from '../Step';

/** What an operation asks for besides the specification of its forwarder. */
export type OperationInput = Record<string, unknown>;

/** One kind of operation: what it takes, what it does, and who may ask for it. */
export interface OperationKindDefinition {
  /**
   * The steps in their order, named as `operationSteps` of the common package
   * names them.
   */
  readonly steps: readonly (Step & { readonly step: OperationStep })[];
  /**
   * Asked when it is opened, retried and rolled back: a resource permission is
   * asked for the forwarder's entity, a basic one goes with membership of the
   * owner.
   */
  readonly permission: BasicPermission | ResourcePermission<'catalog-entity'>;
  /** What a button sends along. */
  readonly input: z.ZodType<OperationInput>;
  /**
   * The specification that the forwarder has once the operation is done; the
   * one that it has now where this is absent.
   */
  specWith?(now: ForwarderSpec, input: OperationInput): ForwarderSpec;
}
