import { validUntil } from '../ClientCredential';
import { JournalEntry } from '../OperationStore';
import { findApplication } from '../steps/registerApplication';
import { UndoContext } from './Undo';

/**
 * What has become of the client secret whose place a write took: once it has
 * ended, the new one is all that the forwarder has.
 *
 * @returns undefined when the write replaced none, or nothing is to remain
 */
export async function findReplaced(
  { previous }: JournalEntry,
  context: UndoContext,
): Promise<'valid' | 'ended' | undefined> {
  const keyId = previous?.keyId;
  if (typeof keyId !== 'string' || context.whole) {
    return undefined;
  }
  const application = await findApplication(context);
  return application && validUntil(context, application, keyId) !== undefined
    ? 'valid'
    : 'ended';
}

/** The id under which the SIEM's reader is noted in the journal, lower case. */
export function siemReaderId({ siem, spec }: UndoContext): string {
  return `${siem?.id}/${spec.name}`.toLowerCase();
}
