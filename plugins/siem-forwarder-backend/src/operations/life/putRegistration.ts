import { isDeepStrictEqual } from 'node:util';
import { Registration } from '../OperationStore';
import { StepContext } from '../Step';

/**
 * Registers a forwarder anew where something differs. From then on its
 * specification is that of this operation.
 *
 * @returns whether anything was written
 */
export async function putRegistration(
  { journal, operationId, registrations }: StepContext,
  existing: Registration,
  changes: Partial<Pick<Registration, 'entity' | 'outputs'>> & {
    /** The specification differs. */
    spec?: boolean;
  },
): Promise<boolean> {
  const { spec = false, ...parts } = changes;
  const wanted = { ...existing, ...parts };
  const isNew =
    (spec && existing.operationId !== operationId) ||
    !isDeepStrictEqual(plain(wanted.entity), plain(existing.entity)) ||
    !isDeepStrictEqual(plain(wanted.outputs), plain(existing.outputs));
  if (isNew) {
    await journal.write(
      {
        action: 'change',
        kind: 'registration',
        resource: `catalog entity ${existing.entityRef}`,
        resourceId: existing.entityRef,
        previous: { ...existing },
      },
      () => registrations.put({ ...wanted, operationId }),
    );
  }
  return isNew;
}

/** As the database keeps it: undefined members are gone. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
