import {
  Cause,
  Finding,
  Health,
  Loss,
  LostItem,
  NotedValue,
  Proof,
  Remedy,
  StageHealth,
} from 'backstage-plugin-siem-forwarder-common';
import { Sample } from './confirm';
import { LossMemory } from './loss/LossMemory';

/** What is judged of one forwarder at one time. */
export interface Evaluation {
  findings: Finding[];
  stages: StageHealth[];
  health: Health;
  /** One sentence: what, since when. */
  headline: string;
  detail?: string;
  remedy?: Remedy;
  /** Reason codes of the findings that decide the health. */
  reasons: string[];
  /** Since when the health has been what it is (ISO 8601 with zone). */
  since: string;
  /** When the SIEM last indexed a row (ISO 8601 with zone). */
  lastEventAt?: string;
  proof?: Proof;
  /** When the newest secret of the application ends (ISO 8601 with zone). */
  secretExpiresAt?: string;
  /** Region of the workspace. */
  region?: string;
  values: NotedValue[];
  /** What is lost or will be. */
  loss?: Loss;
  /** What the next look must know of losses; absent while rows flow. */
  lossMemory?: LossMemory;
  /** Readings of checks that flap, by check id. */
  samples: Record<string, Sample[]>;
}

/** What is asked for only when something is wrong. */
export interface Found {
  /** Who brought the present health about. */
  cause?: Cause;
  /** When the forwarder was described as it is now, where it was another before (ISO 8601): nobody wanted its rows earlier. */
  describedSince?: string;
  /** Rows that are lost. */
  items?: LostItem[];
}

/** The part of the last evaluation that the next one needs. */
export type PreviousEvaluation = Pick<
  Evaluation,
  | 'health'
  | 'since'
  | 'findings'
  | 'samples'
  | 'proof'
  | 'lastEventAt'
  | 'loss'
  | 'lossMemory'
>;
