import { NotFoundError } from '@backstage/errors';
import { FleetIndex } from '../fleet';
import { RouteAuditor } from './RouteAuditor';

/** What {@link noteHidden} asks and writes to. */
export interface HiddenNotes {
  auditor: RouteAuditor;
  index: Pick<FleetIndex, 'get'>;
}

/**
 * Runs a read of one forwarder. When it does not find what is there, the
 * caller was kept from it: that is noted for audits, and he is told nothing.
 */
export async function noteHidden<T>(
  { auditor, index }: HiddenNotes,
  request: unknown,
  entityRef: string,
  run: () => Promise<T>,
): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (NotFoundError.is(error) && (await index.get(entityRef))) {
      await auditor.noteRefusal(request, error, { entityRef });
    }
    throw error;
  }
}
