import {
  CheckStatus,
  Remedy,
  Stage,
} from 'backstage-plugin-siem-forwarder-common';
import { ForwarderFacts } from './ForwarderFacts';

/**
 * Whom a check is asked about.
 *
 * @public
 */
export interface CheckedForwarder {
  /** `resource:default/ot-alerts`. */
  entityRef: string;
  name: string;
  /** Entity ref of the owner. */
  owner?: string;
  /** Exported tables: `SecurityIncident`, `SecurityAlert`. */
  tables: readonly string[];
  /** ARM ids. */
  exportRuleId?: string;
  workspaceId?: string;
  /** The desired event hub; absent when the entity names none. */
  eventHubId?: string;
  /** Client id of the Entra application that reads the hub. */
  applicationId?: string;
  consumerGroup: string;
  /** The SIEM instance; absent when none is named, known or allowed. */
  siem?: { id: string; title: string; kind: string };
}

/**
 * What a check says.
 *
 * @public
 */
export interface CheckAnswer {
  /** `failing`: rows do not pass. `warning`: they pass, and will not for long, or not well. */
  status: CheckStatus;
  /** Stable reason code: `rule-disabled`; the status where there is nothing to tell apart. */
  reason: string;
  /** One sentence for people that stays true when it is read later. */
  message: string;
  /** What to do; expected with `failing` and `warning`. */
  remedy?: Remedy;
  /** Two or three words for the path on the card. */
  brief?: string;
  /** A second sentence under the headline. */
  detail?: string;
}

/**
 * One thing that a fact said, as evidence.
 *
 * @public
 */
export interface CheckEvidence {
  /** The fact that said it: its time is the evidence's time. */
  fact: keyof ForwarderFacts;
  label: string;
  value: string;
  /** The ARM id or SIEM object. */
  resource?: string;
}

/**
 * One question about one stage of every forwarder. It must be pure: the same
 * facts and time give the same answer, and nothing is called.
 *
 * @remarks
 * It is asked only when all facts that it `reads` are known and young enough;
 * else it is `unknown`, with the reason. Facts of `mayRead` may be absent.
 * What it throws makes it `unknown` too.
 *
 * @public
 */
export interface ForwarderCheck<
  R extends keyof ForwarderFacts = keyof ForwarderFacts,
  O extends keyof ForwarderFacts = keyof ForwarderFacts,
> {
  /** Stable id, `<stage>/<check>`; the stage says where on the way of rows it is asked. */
  id: `${Stage}/${string}`;
  /** What is asked, as a statement that is true when all is well. */
  title: string;
  /** URL of the page that the question rests on. */
  source: string;
  /** Facts without which there is no answer; at least one. */
  reads: readonly R[];
  /** Facts that sharpen the answer. */
  mayRead?: readonly O[];
  /** True when one bad reading is no proof: two of the last three, a minute apart, must be bad. */
  flaps?: boolean;
  /** Stages whose failures explain a failure of this check. */
  symptomOf?: readonly Stage[];
  /** Why the question does not arise for a forwarder; undefined when it does. */
  notFor?(
    forwarder: CheckedForwarder,
  ): { reason: string; message: string } | undefined;
  /** What is shown beside the answer, whatever the answer is. */
  evidence?(
    facts: Pick<ForwarderFacts, R> & Partial<Pick<ForwarderFacts, O>>,
    forwarder: CheckedForwarder,
  ): CheckEvidence[];
  /** @param context - `now`: epoch milliseconds */
  ask(
    facts: Pick<ForwarderFacts, R> & Partial<Pick<ForwarderFacts, O>>,
    context: { now: number; forwarder: CheckedForwarder },
  ): CheckAnswer;
}

/**
 * Writes a check with the types of the facts that it reads.
 *
 * @public
 */
export function createForwarderCheck<
  R extends keyof ForwarderFacts,
  O extends keyof ForwarderFacts = never,
>(check: ForwarderCheck<R, O>): ForwarderCheck {
  return check;
}
