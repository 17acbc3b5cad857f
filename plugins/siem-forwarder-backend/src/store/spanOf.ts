import { SpanRow, StateRow } from './healthRows';
import { Judged } from './Judged';

/** A stretch of time in which one health was seen. */
export type ClosedSpan = Omit<SpanRow, 'sequence'>;

/** Since when a health is seen, and the span that this ended. */
export type OpenSpan = Pick<StateRow, 'span_from'> & { closed?: ClosedSpan };

/** The span that the row of a state keeps open; undefined while nothing is judged. */
export function spanOf(
  row: Pick<
    StateRow,
    | 'entity_ref'
    | 'health'
    | 'checked_at'
    | 'evaluation'
    | 'span_from'
    | 'paused'
  >,
): ClosedSpan | undefined {
  const { entity_ref, health, checked_at, evaluation, paused } = row;
  return health && checked_at && evaluation
    ? {
        entity_ref,
        from_at: row.span_from ?? checked_at,
        to_at: checked_at,
        health,
        paused: Boolean(paused),
      }
    : undefined;
}

/**
 * The span that a judgement leaves open, and the one that it ends: when
 * health or pause are others, or nobody looked for long. What was seen of
 * another definition, perhaps another owner's, lasted until it was seen.
 *
 * @param longestGap - between two checks that a health is taken to have
 *   lasted, in milliseconds
 */
export function spanAfter(
  { row, state }: Judged,
  longestGap: number,
): OpenSpan {
  const at = state.checkedAt;
  const last = row && spanOf(row);
  if (!last) {
    return { span_from: at };
  }
  const gap = Date.parse(at) - Date.parse(last.to_at);
  const lasted = gap <= longestGap && row?.definition === state.definition;
  if (
    lasted &&
    last.health === state.evaluation.health &&
    Boolean(last.paused) === (state.paused !== undefined)
  ) {
    return { span_from: last.from_at };
  }
  return {
    span_from: at,
    closed: { ...last, to_at: lasted ? at : last.to_at },
  };
}
