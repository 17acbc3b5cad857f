import { isError } from '@backstage/errors';
import { dryRunStep } from './dryRunStep';
import { Step, StepContext, StepOutcome } from './Step';

/** How long a step keeps trying while Azure or the SIEM throttles or fails. */
const UPSTREAM_PATIENCE_MINUTES = 10;
const ASK_AGAIN_SECONDS = 5;

/**
 * Runs a step once. What passes by itself (throttling, a failing service, the
 * end of the time for one answer) is a reason to wait, not to fail.
 */
export async function attemptStep(
  step: Step,
  context: StepContext,
  dryRun: boolean,
): Promise<StepOutcome> {
  if (dryRun) {
    return dryRunStep(step, context);
  }
  try {
    return await step.run(context);
  } catch (error) {
    if (context.stop.aborted || !isError(error) || !mayPass(error, context)) {
      throw error;
    }
    const { retryAfterSeconds } = error;
    return {
      status: 'waiting',
      message: `Trying again: ${error.message}`,
      retryAfterSeconds:
        typeof retryAfterSeconds === 'number'
          ? Math.ceil(retryAfterSeconds)
          : ASK_AGAIN_SECONDS,
      changes: [],
      outputs: {},
    };
  }
}

/** The errors of `azure/` and `siem/` say of themselves whether they may pass. */
function mayPass(
  error: { [key: string]: unknown },
  { now, signal, since }: StepContext,
): boolean {
  const minutes = (now().getTime() - since.getTime()) / 60_000;
  return (
    minutes < UPSTREAM_PATIENCE_MINUTES &&
    (signal.aborted || error.retryable === true)
  );
}
