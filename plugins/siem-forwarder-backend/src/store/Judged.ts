import { StateRow } from './healthRows';
import { ForwarderState, StoredForwarder } from './HealthStore';

/** A forwarder with what was stored, and what takes its place. */
export interface Judged {
  row: StateRow | undefined;
  previous: StoredForwarder | undefined;
  state: ForwarderState;
}
