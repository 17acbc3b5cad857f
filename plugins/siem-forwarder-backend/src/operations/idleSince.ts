import { StoredOperation, StoredStep } from './OperationStore';

/**
 * How long after its turn was due an operation is taken for abandoned. An
 * action that cannot reach the plugin asks again for five minutes (`patience`
 * in `actions/`), and an answer takes at most 55 seconds (`StepRunner`): whoever
 * has not come by then does not come any more.
 */
const IDLE_MINUTES = 6;

/**
 * Since when nobody works at an open operation (ISO 8601, UTC). A scaffolder
 * that was killed, or cancelled between two answers, tells nobody that its task
 * has ended.
 *
 * @returns undefined while its next turn may still come: a wait that an answer
 *   asked for counts as work, and what the portal drives goes on by itself
 */
export function idleSince(
  operation: StoredOperation,
  steps: readonly StoredStep[],
  now: Date,
): string | undefined {
  const { dryRun, dueAt, openedAt, status } = operation;
  if (status !== 'open' || dryRun || dueAt !== undefined) {
    return undefined;
  }
  const turns = [
    { at: openedAt, pauseSeconds: 0 },
    ...steps.map(({ updatedAt, result }) => ({
      at: updatedAt,
      pauseSeconds: result?.retryAfterSeconds ?? 0,
    })),
  ];
  const next = Math.max(
    ...turns.map(
      ({ at, pauseSeconds }) => Date.parse(at) + pauseSeconds * 1000,
    ),
  );
  if (now.getTime() - next < IDLE_MINUTES * 60_000) {
    return undefined;
  }
  return turns
    .map(({ at }) => at)
    .sort()
    .at(-1);
}
