import { Transition } from 'backstage-plugin-siem-forwarder-common';
import { Scopes } from '../scopes';
import { liesWithin } from './liesWithin';

/** Whose a forwarder is, or was. */
export interface Ownership {
  /** Entity ref. */
  owner?: string;
  /** Digest of owner and annotations: the same one has the same owner. */
  definition?: string;
}

/**
 * A change of health as it may be shown of the forwarder that has the name now.
 *
 * @remarks
 * Names of entities are used again, and entities change hands. Sentences,
 * reasons, ids and callers belong to the owner of that time: another one
 * learns health and time, unless all resources lie in his own scope.
 *
 * @param then - of the time of the change; empty when it was not noted
 * @param present - of the forwarder now; empty when it is nobody's
 */
export function shownTransition(
  transition: Transition,
  then: Ownership,
  present: Ownership,
  scopes: Pick<Scopes, 'contains'>,
): Transition {
  return isSame(then, present) || isWithin(transition, present.owner, scopes)
    ? transition
    : healthOf(transition);
}

function isSame(then: Ownership, present: Ownership): boolean {
  return (
    (then.owner !== undefined && then.owner === present.owner) ||
    (then.definition !== undefined && then.definition === present.definition)
  );
}

function isWithin(
  { resources = [], cause }: Transition,
  owner: string | undefined,
  scopes: Pick<Scopes, 'contains'>,
): boolean {
  const caused = cause?.kind === 'activity' ? [cause.resource] : [];
  return liesWithin([...resources, ...caused], owner, scopes);
}

function healthOf({ id, entityRef, at, from, to }: Transition): Transition {
  return {
    id,
    entityRef,
    at,
    ...(from ? { from } : {}),
    to,
    reason: 'It had another owner or other resources then',
    reasons: [],
  };
}
