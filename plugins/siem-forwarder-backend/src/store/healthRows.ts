import { Health, Transition } from 'backstage-plugin-siem-forwarder-common';
import {
  ForwarderState,
  HealthSpan,
  Judgement,
  StoredSummary,
} from './HealthStore';

/** A row of `forwarder_states`; all but the key are null between two statements of the first update. */
export interface StateRow {
  entity_ref: string;
  definition: string | null;
  health: Health | null;
  checked_at: string | null;
  summary: string | null;
  evaluation: string | null;
  facts: string | null;
}

/** A row of `forwarder_transitions`. */
export interface TransitionRow {
  id: string;
  entity_ref: string;
  at: string;
  from_health: Health | null;
  to_health: Health;
  reason: string;
  reasons: string;
}

/** A row of `forwarder_spans`. */
export interface SpanRow {
  sequence: number | string;
  entity_ref: string;
  from_at: string;
  to_at: string;
  health: Health;
  /** SQLite has no booleans. */
  paused: boolean | number;
}

type StoredEvaluation = Pick<ForwarderState, 'evaluation' | 'siem' | 'paused'>;

/** The columns of a state, without its key. */
export function toStateRow(
  state: ForwarderState,
): Omit<StateRow, 'entity_ref'> {
  const { evaluation, siem, paused } = state;
  const summary: StoredSummary = {
    entityRef: state.entityRef,
    definition: state.definition,
    checkedAt: state.checkedAt,
    siem: siem && { id: siem.id, title: siem.title, kind: siem.kind },
    region: evaluation.region,
    health: evaluation.health,
    headline: evaluation.headline,
    since: evaluation.since,
    lastEventAt: evaluation.lastEventAt,
  };
  const stored: StoredEvaluation = { evaluation, siem, paused };
  return {
    definition: state.definition,
    health: evaluation.health,
    checked_at: state.checkedAt,
    summary: JSON.stringify(summary),
    evaluation: JSON.stringify(stored),
    facts: JSON.stringify(state.facts),
  };
}

/** The columns of a {@link Judgement}. */
export const judgementColumns = [
  'entity_ref',
  'definition',
  'checked_at',
  'evaluation',
] as const;

/** The judgement of a row; undefined for one that was only reserved. */
export function toJudgement(
  row: Pick<StateRow, (typeof judgementColumns)[number]> | undefined,
): Judgement | undefined {
  if (!row?.definition || !row.checked_at || !row.evaluation) {
    return undefined;
  }
  const stored: StoredEvaluation = JSON.parse(row.evaluation);
  return {
    entityRef: row.entity_ref,
    definition: row.definition,
    checkedAt: row.checked_at,
    ...stored,
  };
}

/** The state of a row; undefined for one that was only reserved. */
export function fromStateRow(
  row: StateRow | undefined,
): ForwarderState | undefined {
  const judgement = toJudgement(row);
  return judgement && row?.facts
    ? { ...judgement, facts: JSON.parse(row.facts) }
    : undefined;
}

export function fromTransitionRow(row: TransitionRow): Transition {
  return {
    id: row.id,
    entityRef: row.entity_ref,
    at: row.at,
    ...(row.from_health ? { from: row.from_health } : {}),
    to: row.to_health,
    reason: row.reason,
    reasons: JSON.parse(row.reasons),
  };
}

export function fromSpanRow(row: SpanRow): HealthSpan {
  return {
    from: row.from_at,
    to: row.to_at,
    health: row.health,
    paused: Boolean(row.paused),
  };
}
