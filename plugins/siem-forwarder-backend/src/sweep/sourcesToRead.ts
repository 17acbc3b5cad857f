import { FactSet, factDefinitions, factNames } from '../collect/Facts';
import { Forwarder } from '../collect/Forwarder';
import { Source } from '../collect/Source';

/**
 * The sources of a forwarder that have not been asked yet, whatever the others
 * answered: judged before that, it would be said that much is not known, and be
 * taken back a minute later.
 *
 * @param sources - all that tell of the forwarder
 * @param facts - what is known of it
 */
export function sourcesToRead(
  forwarder: Forwarder,
  sources: readonly Source[],
  facts: FactSet,
): Source[] {
  const home = forwarder.workspace?.subscriptionId;
  return sources.filter(({ kind, id }) => {
    switch (kind) {
      case 'subscription':
        return id === home ? !('exportRule' in facts) : !('hub' in facts);
      case 'tenant':
        return !factNames.some(
          name => name in facts && factDefinitions[name].source === kind,
        );
      default:
        // Told only after the tenant has said which application it is: a SIEM
        // that was asked before must be asked once more.
        return !('siemAccount' in facts);
    }
  });
}
