import { Scopes } from '../scopes';
import { AuditedOperation } from './auditEntries';
import { liesWithin } from './liesWithin';
import { Ownership } from './shownTransition';

/**
 * An operation as it may be shown of the forwarder that has the name now: of
 * one that was opened for another owner neither the user nor the resources
 * nor what failed, unless all resources lie in the present owner's scope.
 *
 * @param present - of the forwarder now; empty when it is nobody's
 */
export function shownOperation(
  operation: AuditedOperation,
  present: Ownership,
  scopes: Pick<Scopes, 'contains'>,
): AuditedOperation {
  const ids = operation.resources.map(({ id }) => id ?? '');
  if (
    operation.owner === present.owner ||
    liesWithin(ids, present.owner, scopes)
  ) {
    return operation;
  }
  const { actor: _, failure: __, owner: ___, ...rest } = operation;
  return { ...rest, resources: [] };
}
