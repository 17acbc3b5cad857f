import { HealthSpan } from './HealthStore';

/** A time in which a forwarder was one owner's. */
export interface Tenure {
  /** ISO 8601, UTC. */
  from: string;
  /** ISO 8601, UTC; absent while it lasts. */
  to?: string;
}

/** What of some spans lies in the tenures of an owner. */
export function spansWithin(
  spans: readonly HealthSpan[],
  tenures: readonly Tenure[],
): HealthSpan[] {
  return spans.flatMap(span =>
    tenures
      .filter(tenure => meet(span, tenure))
      .map(({ from, to }) => ({
        ...span,
        from: span.from > from ? span.from : from,
        to: to !== undefined && to < span.to ? to : span.to,
      })),
  );
}

/** A span that ends where a tenure begins is no part of it; a single check is a span without length. */
function meet(span: HealthSpan, { from, to }: Tenure): boolean {
  return (
    (span.to > from || span.from >= from) &&
    (to === undefined || span.from < to)
  );
}
