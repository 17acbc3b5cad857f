import { SiemInstance } from 'backstage-plugin-siem-forwarder-node';
import { AzureServices } from '../../azure/AzureServices';
import { Journal } from '../Journal';
import { JournalEntry, JournalIntent, OperationStore } from '../OperationStore';
import { RegistrationDesk } from '../RegistrationDesk';
import { ComparisonContext } from '../Step';
import { OtherUsers } from './OtherUsers';

/** What taking back one write came to. */
export type UndoResult =
  /** It is gone, or as it was before. */
  | { status: 'gone' }
  /** It stays, since it is not ours alone; `reason`: one sentence. */
  | { status: 'kept'; reason: string }
  /** Azure needs time; `reason`: one sentence. */
  | { status: 'waiting'; reason: string };

/** What an undo may use. */
export interface UndoContext extends Omit<ComparisonContext, 'siem' | 'store'> {
  /** The identity that wrote. */
  azure: AzureServices;
  /** Absent when the configuration names the instance no more. */
  siem: SiemInstance | undefined;
  store: OperationStore;
  registrations: RegistrationDesk;
  /** Who else, in this portal, uses what the forwarder uses. */
  others: OtherUsers;
  /** Whether an earlier pass has taken the line back already. */
  undone: boolean;
  /** Resource ids, lower case, that are taken back together. */
  going: ReadonlySet<string>;
  /** Resource ids, lower case, that this pass has left in place. */
  kept: ReadonlySet<string>;
  /** Ids of the operations whose writes are taken back together. */
  takenBack: readonly string[];
  /** Whether the forwarder goes as a whole. */
  whole: boolean;
  /** Journals a write that takes the line back. */
  journal: Journal;
}

/** Takes back what one kind of resource needs; safe to run twice. */
export type Undo = (
  entry: JournalEntry,
  context: UndoContext,
) => Promise<UndoResult>;

export const gone: UndoResult = { status: 'gone' };

export function kept(reason: string): UndoResult {
  return { status: 'kept', reason };
}

export function waiting(reason: string): UndoResult {
  return { status: 'waiting', reason };
}

/** The intent of the write that takes a line back. */
export function takingBack(
  entry: JournalEntry,
  action: 'delete' | 'restore',
): Omit<JournalIntent, 'operationId' | 'step'> {
  return {
    action,
    kind: entry.kind!,
    resource: entry.resource,
    ...(entry.resourceId && { resourceId: entry.resourceId }),
    undoes: entry.id,
  };
}
