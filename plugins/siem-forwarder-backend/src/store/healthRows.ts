import { Health, Transition } from 'backstage-plugin-siem-forwarder-common';
import { FactSet } from '../collect/Facts';
import { isLosing } from '../evaluate/loss/isLosing';
import {
  ForwarderState,
  HealthSpan,
  Judgement,
  StoredForwarder,
  StoredSummary,
} from './HealthStore';
import {
  ObservedTimes,
  timesOf,
  withLaterEvidence,
  withObservedTimes,
} from './observedTimes';

/** A row of `forwarder_states`; all but the key are null between two statements of the first update. */
export interface StateRow {
  entity_ref: string;
  definition: string | null;
  health: Health | null;
  checked_at: string | null;
  summary: string | null;
  evaluation: string | null;
  facts: string | null;
  /** {@link ObservedTimes} as JSON: only of facts that were read again since the row was written. */
  observed: string | null;
  span_from: string | null;
  /** SQLite has no booleans. */
  paused: boolean | number | null;
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
  resources: string | null;
  cause: string | null;
  /** Whose the forwarder was; null when that was not known, and in rows of older releases. */
  owner: string | null;
  definition: string | null;
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

type StoredEvaluation = Pick<
  ForwarderState,
  'evaluation' | 'siem' | 'paused' | 'cause'
> & {
  /** When the facts had been read. */
  times?: ObservedTimes;
};

/** The columns of a state, without those of its span. */
export function toStateRow(
  state: ForwarderState,
): Omit<StateRow, 'span_from' | 'paused'> {
  const { evaluation, siem, paused, cause } = state;
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
    losing: isLosing(evaluation) || undefined,
  };
  const stored: StoredEvaluation = {
    evaluation,
    siem,
    paused,
    cause,
    times: timesOf(state.facts),
  };
  return {
    entity_ref: state.entityRef,
    definition: state.definition,
    health: evaluation.health,
    checked_at: state.checkedAt,
    summary: JSON.stringify(summary),
    evaluation: JSON.stringify(stored),
    facts: JSON.stringify(state.facts),
    observed: null,
  };
}

/** The columns of a {@link Judgement}. */
export const judgementColumns = [
  'entity_ref',
  'definition',
  'checked_at',
  'evaluation',
  'observed',
] as const;

/** The judgement of a row; undefined for one that was only reserved. */
export function toJudgement(
  row: Pick<StateRow, (typeof judgementColumns)[number]> | undefined,
): Judgement | undefined {
  if (!row?.definition || !row.checked_at || !row.evaluation) {
    return undefined;
  }
  const { times, ...stored }: StoredEvaluation = JSON.parse(row.evaluation);
  return {
    entityRef: row.entity_ref,
    definition: row.definition,
    checkedAt: row.checked_at,
    ...stored,
    evaluation:
      times && row.observed
        ? withLaterEvidence(stored.evaluation, times, JSON.parse(row.observed))
        : stored.evaluation,
  };
}

/** The state of a row; undefined for one that was only reserved. */
export function fromStateRow(
  row: StateRow | undefined,
): ForwarderState | undefined {
  const judgement = toJudgement(row);
  return judgement && row?.facts
    ? { ...judgement, facts: factsOf(row) }
    : undefined;
}

/** What a row says of a forwarder, judged or not. */
export function fromStoredRow(
  row: StateRow | undefined,
): StoredForwarder | undefined {
  const state = fromStateRow(row);
  if (state || !row?.definition || !row.checked_at || !row.facts) {
    return state;
  }
  return {
    entityRef: row.entity_ref,
    definition: row.definition,
    facts: factsOf(row),
    ...(row.health ? { health: row.health } : {}),
    since: row.checked_at,
  };
}

/** The facts of a row, with the times at which they were last read. */
export function factsOf({
  facts,
  observed,
}: Pick<StateRow, 'facts' | 'observed'>): FactSet {
  const written: FactSet = JSON.parse(facts ?? '{}');
  return observed ? withObservedTimes(written, JSON.parse(observed)) : written;
}

/** @param whose - owner and definition of the forwarder at that time */
export function toTransitionRow(
  transition: Transition,
  whose: { owner?: string; definition?: string },
): TransitionRow {
  const { id, entityRef, at, from, to, reason, reasons } = transition;
  const { resources, cause } = transition;
  return {
    id,
    entity_ref: entityRef,
    at,
    from_health: from ?? null,
    to_health: to,
    reason,
    reasons: JSON.stringify(reasons),
    resources: resources ? JSON.stringify(resources) : null,
    cause: cause ? JSON.stringify(cause) : null,
    owner: whose.owner ?? null,
    definition: whose.definition ?? null,
  };
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
    ...(row.resources ? { resources: JSON.parse(row.resources) } : {}),
    ...(row.cause ? { cause: JSON.parse(row.cause) } : {}),
  };
}

export function fromSpanRow(row: Omit<SpanRow, 'sequence'>): HealthSpan {
  return {
    from: row.from_at,
    to: row.to_at,
    health: row.health,
    paused: Boolean(row.paused),
  };
}
