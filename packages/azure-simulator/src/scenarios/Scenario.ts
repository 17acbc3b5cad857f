import { FaultDesk } from '../faults/FaultDesk';
import { World } from '../World';
import { Changes } from './Changes';
import { ForwarderParts } from './ForwarderParts';

/** What a portal shows once it has looked at a forwarder to which a scenario happened. */
export interface ScenarioSymptom {
  /** Stage and check, as the portal's table of checks names them. */
  check: string;
  status: 'failing' | 'warning' | 'pending' | 'quiet' | 'unknown';
  /** Words of the check's sentence. */
  words: string;
  /** Set when it takes rows that go wrong, and some minutes, to be seen. */
  shownBy?: 'traffic';
}

/** What a scenario works with. */
export interface ScenarioContext {
  world: World;
  faults: FaultDesk;
  forwarder: ForwarderParts;
  /** Client id of the identity with which the portal reads. */
  portalAppId: string;
  /** Every change is made through it, so that it can be taken back. */
  changes: Changes;
}

/** Something that goes wrong in production, by name. */
export interface Scenario {
  /** Lower case with hyphens. */
  name: string;
  /** One sentence: what is wrong. */
  summary: string;
  shows: ScenarioSymptom;
  /** Lets it happen to a forwarder; answers one sentence that names what was changed. */
  apply(context: ScenarioContext): string;
}
