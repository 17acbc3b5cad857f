import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { ActionContext } from '@backstage/plugin-scaffolder-node';
import { JsonObject } from '@backstage/types';
import { withPatience } from './patience';
import { translateErrors } from './runStep';

/**
 * Opens the operation of a task on behalf of whoever started it, or pressed
 * Retry on it.
 *
 * @remarks
 * What was opened stays allowed while the task recovers by itself: a run may
 * outlive its user's token. A press of Retry in the scaffolder brings the
 * credentials of whoever pressed; he may be somebody else, or may no longer
 * what he once might, so the plugin is asked anew.
 * @throws NotAllowedError, ConflictError or InputError with the plugin's own
 *   sentence
 */
export async function openOnce(
  ctx: Pick<
    ActionContext<JsonObject>,
    'checkpoint' | 'getInitiatorCredentials' | 'logger' | 'signal' | 'task'
  >,
  open: (initiator: BackstageCredentials) => Promise<unknown>,
): Promise<void> {
  const { logger, signal, task } = ctx;
  const initiator = await ctx.getInitiatorCredentials();
  await ctx.checkpoint({
    key: `operation ${allowedBy(initiator)}`,
    fn: async () => {
      await translateErrors(() =>
        withPatience(() => open(initiator), { logger, signal }),
      );
      return { operation: task.id };
    },
  });
}

/** Who, and by which token: each lasts to a moment of its own. */
function allowedBy({ principal, expiresAt }: BackstageCredentials): string {
  const { userEntityRef } = principal as { userEntityRef?: string };
  // The scaffolder keeps credentials as text.
  const until = expiresAt && new Date(expiresAt).toISOString();
  return [userEntityRef, until].filter(Boolean).join(' ');
}
