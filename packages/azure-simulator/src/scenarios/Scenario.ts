import { FaultDesk } from '../faults/FaultDesk';
import { World } from '../World';
import { Changes } from './Changes';
import { ForwarderParts } from './ForwarderParts';

/**
 * When a portal shows it, where that is not at the next look.
 *
 * - `second-look`: what comes and goes is believed when a second look, at least a minute later, shows it too
 * - `traffic`: rows must have gone wrong for 30 to 45 minutes (whole quarters of an hour are compared, and each hop has one to take); then as `second-look`
 * - `age`: what the portal knew before is believed for a quarter of an hour
 */
export type ScenarioShownBy = 'second-look' | 'traffic' | 'age';

/** What a portal shows once it has looked at a forwarder to which a scenario happened. */
export interface ScenarioSymptom {
  /** Stage and check, as the portal's table of checks names them. */
  check: string;
  status: 'failing' | 'warning' | 'pending' | 'quiet' | 'unknown';
  /** Words of the check's sentence. */
  words: string;
  /** Absent: at the next look. */
  shownBy?: ScenarioShownBy;
  /** Words of the forwarder's headline, where it is not the check's sentence. */
  headline?: string;
  /** One sentence more, where the status does not tell all. */
  remark?: string;
}

/** What a scenario strikes: each forwarder that depends on it is hit. */
export type ScenarioScope =
  | 'forwarder'
  | 'rule'
  | 'hub'
  | 'namespace'
  | 'workspace'
  | 'siem'
  | 'portal';

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

interface ScenarioText {
  /** Lower case with hyphens. */
  name: string;
  /** One sentence: what is wrong. */
  summary: string;
  shows: ScenarioSymptom;
  /**
   * Set when the Splunk input logs errors meanwhile: a portal believes that it
   * reads again when the next row has arrived.
   */
  logsErrors?: true;
}

/** Something that goes wrong in production with a part of a forwarder, by name. */
export interface ForwarderScenario extends ScenarioText {
  scope: Exclude<ScenarioScope, 'siem' | 'portal'>;
  /** Lets it happen to a forwarder; answers one sentence that names what was changed. */
  apply(context: ScenarioContext): string;
}

/** Something that goes wrong with what all forwarders share: it needs none. */
export interface SharedScenario extends ScenarioText {
  scope: 'siem' | 'portal';
  /** As that of a `ForwarderScenario`; the forwarder is absent when none is whole. */
  apply(
    context: Omit<ScenarioContext, 'forwarder'> & {
      forwarder?: ForwarderParts;
    },
  ): string;
}

/** Something that goes wrong in production, by name. */
export type Scenario = ForwarderScenario | SharedScenario;
