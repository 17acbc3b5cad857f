import { ActionContext } from '@backstage/plugin-scaffolder-node';
import { JsonObject } from '@backstage/types';
import {
  OperationKind,
  operationSteps,
  StepResult,
} from 'backstage-plugin-siem-forwarder-common';
import { OperationsClient } from './OperationsClient';
import { openOnce } from './openOnce';
import { runStep } from './runStep';

/**
 * Opens an operation on a forwarder that exists, on behalf of the user who
 * started the template, and runs its step to the end.
 *
 * @param operation - `input`: what the kind asks for
 */
export async function runForwarderOperation(
  client: OperationsClient,
  operation: {
    kind: Exclude<OperationKind, 'provision'>;
    entityRef: string;
    input?: JsonObject;
  },
  ctx: Pick<
    ActionContext<JsonObject>,
    | 'checkpoint'
    | 'getInitiatorCredentials'
    | 'isDryRun'
    | 'logger'
    | 'signal'
    | 'task'
  >,
): Promise<StepResult> {
  const { entityRef, input = {}, kind } = operation;
  await openOnce(ctx, initiator =>
    client.openFor({
      operation: ctx.task.id,
      entityRef,
      kind,
      input,
      dryRun: Boolean(ctx.isDryRun),
      initiator,
      signal: ctx.signal,
    }),
  );
  return runStep(client, operationSteps[kind][0], ctx);
}
