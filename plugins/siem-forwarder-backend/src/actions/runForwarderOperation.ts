import { ActionContext } from '@backstage/plugin-scaffolder-node';
import { JsonObject } from '@backstage/types';
import {
  OperationKind,
  operationSteps,
  StepResult,
} from 'backstage-plugin-siem-forwarder-common';
import { OperationsClient } from './OperationsClient';
import { withPatience } from './patience';
import { runStep, translateErrors } from './runStep';

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
  const { logger, signal } = ctx;
  const { entityRef, input = {}, kind } = operation;
  const id = ctx.task.id;
  // An operation that was opened stays authorised: a retry needs no user.
  await ctx.checkpoint({
    key: 'operation',
    fn: async () => {
      const initiator = await ctx.getInitiatorCredentials();
      await translateErrors(() =>
        withPatience(
          () =>
            client.openFor({
              operation: id,
              entityRef,
              kind,
              input,
              dryRun: Boolean(ctx.isDryRun),
              initiator,
              signal,
            }),
          { logger, signal },
        ),
      );
      return { operation: id };
    },
  });
  return runStep(client, operationSteps[kind][0], ctx);
}
