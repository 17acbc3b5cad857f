import { Registration } from '../OperationStore';
import { gone, kept, takingBack, Undo } from './Undo';

/** Takes the forwarder out of the catalog, or puts back how it was registered before. */
export const undoRegistration: Undo = async (entry, context) => {
  const { journal, registrations, target } = context;
  const found = await registrations.get(target.entityRef);
  if (!found) {
    return gone;
  }
  if (found.operationId !== entry.operationId) {
    return kept(`Another run has registered ${target.entityRef} since.`);
  }
  const { previous } = entry;
  await (previous
    ? journal.write(takingBack(entry, 'restore'), () =>
        registrations.put(previous as unknown as Registration),
      )
    : journal.write(takingBack(entry, 'delete'), () =>
        registrations.remove(target.entityRef),
      ));
  return gone;
};
