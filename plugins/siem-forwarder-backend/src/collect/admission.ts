import { APPLICATION_ID_ANNOTATION } from 'backstage-plugin-siem-forwarder-common';
import { ArmResourceId } from '../azure/ArmResourceId';
import { Scopes } from '../scopes';
import { Forwarder } from './Forwarder';
import { Unavailability } from './Unavailability';

/**
 * Decides whether a forwarder's resources may be looked at.
 *
 * @remarks
 * Annotations are written by anybody who can register an entity. Rule and hub
 * must therefore lie in a scope of the entity's owner; else nothing about them
 * is collected, kept or shown, not even whether they exist.
 *
 * @returns undefined when they may be, else the one sentence that is shown
 */
export function refusalOf(
  forwarder: Forwarder,
  scopes: Pick<Scopes, 'contains'>,
): Unavailability | undefined {
  // An application id that cannot be read takes only its own facts away.
  const problem = forwarder.problems.find(
    ({ annotation }) => annotation !== APPLICATION_ID_ANNOTATION,
  );
  if (problem) {
    return { reason: 'bad-annotation', message: problem.message };
  }
  const { owner } = forwarder;
  if (!owner) {
    return {
      reason: 'out-of-scope',
      message: `${forwarder.entityRef} has no owner, so it is not known whose resources it may show; set spec.owner.`,
    };
  }
  const outside = [forwarder.exportRule, forwarder.eventHub].find(
    id => id !== undefined && !scopes.contains(owner, id),
  );
  return outside && outOfScope(owner, outside);
}

/** The sentence for a resource that does not lie in the owner's scope. */
export function outOfScope(owner: string, id: ArmResourceId): Unavailability {
  return {
    reason: 'out-of-scope',
    message: `${id} is not in a scope of ${owner} (siemForwarder.scopes), so nothing of it is looked at or shown.`,
  };
}
