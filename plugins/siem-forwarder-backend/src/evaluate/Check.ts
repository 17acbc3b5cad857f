import { Stage } from 'backstage-plugin-siem-forwarder-common';
import { FactName, Facts } from '../collect/Facts';
import { Forwarder } from '../collect/Forwarder';
import { SnapshotSiem } from '../collect/Snapshot';
import { Answer } from './Answer';
import { Answers } from './Answers';
import { HealthSettings } from './HealthSettings';
import { LossOutlook } from './loss/LossOutlook';

/** Whom a check is asked about. */
export interface Subject {
  forwarder: Forwarder;
  /** The SIEM instance; absent when none is named, known or allowed. */
  siem?: SnapshotSiem;
  /** Entra tenant of the event hub. */
  tenantId?: string;
}

/** When, by what settings and about whom is judged. */
export interface Judgement {
  /** Epoch milliseconds. */
  now: number;
  settings: HealthSettings;
  subject: Subject;
}

/** What a check may know besides facts. */
export interface CheckContext extends Judgement {
  /** What is lost and will be, as far as facts and earlier looks tell. */
  outlook: LossOutlook;
  /** When a fact was read (epoch milliseconds); undefined for one that was not. */
  readAt(fact: FactName): number | undefined;
}

/** One thing that a fact said, as evidence. */
export interface EvidenceNote {
  /** The fact that said it: its time is the evidence's time. */
  fact: FactName;
  /** In the words of the service: `Enabled`. */
  label: string;
  value: string;
  /** The ARM id or SIEM object. */
  resource?: string;
}

/** One question about one stage. */
export interface CheckDefinition<R extends FactName, O extends FactName> {
  /** Stable id, `<stage>/<check>`. */
  id: `${Stage}/${string}`;
  /** What is asked, as a statement that is true when all is well. */
  title: string;
  /** URL of the vendor's page that what is asked rests on. */
  source: string;
  /** What it can answer, and why not the rest. */
  answers: Answers;
  /** Facts without which there is no answer. */
  reads: readonly R[];
  /** Facts that sharpen the answer. */
  mayRead?: readonly O[];
  /** True when one bad reading is no proof: two of the last three, a minute apart, must be bad. */
  flaps?: boolean;
  /**
   * Stages whose failures explain a failure of this check. It compares what two
   * neighbouring hops counted, so it names the stages between them.
   */
  symptomOf?: readonly Stage[];
  /** Why the question does not arise for a forwarder; undefined when it does. */
  notFor?(subject: Subject): { reason: string; message: string } | undefined;
  /** What is shown beside the answer, whatever the answer is. */
  evidence?(
    facts: Pick<Facts, R> & Partial<Pick<Facts, O>>,
    context: CheckContext,
  ): EvidenceNote[];
  ask(
    facts: Pick<Facts, R> & Partial<Pick<Facts, O>>,
    context: CheckContext,
  ): Answer;
}

/** A row of the table of checks. */
export type Check = CheckDefinition<FactName, FactName>;

/** Writes a row with the types of the facts that it reads. */
export function check<R extends FactName, O extends FactName = never>(
  definition: CheckDefinition<R, O>,
): Check {
  return definition;
}

/** The stage of a check. */
export function stageOf(row: Pick<Check, 'id'>): Stage {
  return row.id.split('/')[0] as Stage;
}
