import { forwarderTarget } from '../ForwarderTarget';
import {
  JournalEntry,
  OperationStore,
  ResourceKind,
  StoredOperation,
} from '../OperationStore';
import { OtherUsers } from './OtherUsers';

/**
 * In which order a forwarder that goes as a whole is taken down: the rule
 * first, so that nothing is exported that nobody reads.
 */
const orderOfWhole: Record<ResourceKind, number> = {
  'export-rule': 0,
  'incident-rule': 1,
  'iot-connector': 2,
  'siem-reader': 3,
  'vault-secret': 4,
  'client-secret': 5,
  'role-assignment': 6,
  'service-principal': 7,
  application: 8,
  'consumer-group': 9,
  'event-hub': 10,
  namespace: 11,
  registration: 12,
};

/** A write that may have to be taken back, and the operation that made it. */
export interface Write {
  operation: StoredOperation;
  entry: JournalEntry;
}

/** What is to be taken back, in its order, and what is known of it. */
export interface Writes {
  entries: Write[];
  /** All lines that may tell what has been taken back already. */
  known: JournalEntry[];
  others: OtherUsers;
}

/**
 * Reads which writes are to be taken back: the newest first, or, of a
 * forwarder that goes as a whole, what exports and reads first.
 *
 * @param run - `of`: in whose journal it is noted; `operations`: whose writes
 *   are taken back; `entityRef`: of a forwarder that goes as a whole
 */
export async function readWrites(
  store: OperationStore,
  run: {
    of: StoredOperation;
    operations: StoredOperation[];
    entityRef?: string;
  },
): Promise<Writes> {
  const { of, operations, entityRef } = run;
  const inherited = entityRef ? await readInherited(store, of) : [];
  const [others, own, lines] = await Promise.all([
    OtherUsers.read(store, {
      operationIds: operations.map(({ id }) => id),
      // A rotation or a change puts back what the forwarder itself reads with.
      entityRef:
        entityRef ?? (isReplacement(of.kind) ? of.entityRef : undefined),
    }),
    readLines(store, of.entityRef),
    Promise.all(inherited.map(({ entry }) => store.listUndoing(entry.id))),
  ]);
  const entries = operations
    .flatMap(operation =>
      own
        .filter(({ operationId }) => operationId === operation.id)
        .map(entry => ({ operation, entry })),
    )
    .filter(({ entry }) => isWrite(entry))
    .concat(inherited)
    .sort(
      (a, b) =>
        (entityRef ? orderOf(a.entry) - orderOf(b.entry) : 0) ||
        b.entry.id - a.entry.id,
    );
  return { others, known: [...own, ...lines.flat()], entries };
}

/**
 * What a forwarder of the same owner left in place when it went, since this
 * one used it.
 */
async function readInherited(
  store: OperationStore,
  { entityRef, owner, spec }: StoredOperation,
): Promise<Write[]> {
  const { hubId, namespaceId } = forwarderTarget(spec);
  const left = await store.listLeft([`${namespaceId}`, `${hubId}`]);
  const found = await Promise.all(
    left.map(async entry => ({
      entry,
      operation: await store.getOperation(entry.operationId),
    })),
  );
  return found.filter(
    (write): write is Write =>
      write.operation?.owner === owner &&
      write.operation.entityRef !== entityRef,
  );
}

/** The lines of all operations of a forwarder: one may take back what another wrote. */
async function readLines(
  store: OperationStore,
  entityRef: string,
): Promise<JournalEntry[]> {
  const all = await store.listOperations({ entityRef, real: true });
  const journals = await Promise.all(
    all.map(({ id }) => store.listJournal(id)),
  );
  return journals.flat();
}

/** Kinds that replace something which the forwarder reads with meanwhile. */
function isReplacement(kind: StoredOperation['kind']): boolean {
  return kind === 'rotate' || kind === 'change';
}

function orderOf({ kind }: JournalEntry): number {
  return kind ? orderOfWhole[kind] : 0;
}

/** A line of something that may be there because of it. */
function isWrite({ action, outcome }: JournalEntry): boolean {
  return (action === 'create' || action === 'change') && outcome !== 'refused';
}
