import { ConflictError } from '@backstage/errors';
import { Registration } from '../OperationStore';
import { ComparisonContext } from '../Step';

/**
 * How a forwarder is registered.
 *
 * @throws ConflictError when it has been taken down meanwhile
 */
export async function requireRegistration({
  store,
  target,
}: Pick<ComparisonContext, 'store' | 'target'>): Promise<Registration> {
  const registration = await store.getRegistration(target.entityRef);
  if (!registration) {
    throw new ConflictError(
      `'${target.entityRef}' is not registered any more; start a new run of its template`,
    );
  }
  return registration;
}
