import { factDefinitions, FactSet, factNames } from '../collect/Facts';
import { Forwarder } from '../collect/Forwarder';
import { Source, SourceKind } from '../collect/Source';

/**
 * True when all sources of a forwarder have been asked, whatever they
 * answered: before that a judgement would say that much is not known, and be
 * taken back a minute later.
 *
 * @param sources - all that tell of the forwarder
 * @param facts - what is known of it
 */
export function isGathered(
  forwarder: Forwarder,
  sources: readonly Source[],
  facts: FactSet,
): boolean {
  const home = forwarder.workspace?.subscriptionId;
  return sources.every(({ kind, id }) => {
    if (kind === 'subscription') {
      return id === home ? 'exportRule' in facts : 'hub' in facts;
    }
    return hasFactOf(kind, facts);
  });
}

function hasFactOf(kind: SourceKind, facts: FactSet): boolean {
  return factNames.some(
    name => name in facts && factDefinitions[name].source === kind,
  );
}
