/**
 * Something that Azure bills, and how much of it there would be.
 *
 * @public
 */
export interface CostItem {
  /** What the bill calls it: `Throughput unit, Standard tier`. */
  meter: string;
  /** Of {@link CostItem.unit}, in {@link CostEstimate.days}; absent when it could not be estimated. */
  quantity?: number;
  /** `throughput unit hours`. */
  unit: string;
  /** How the quantity came about, one sentence. */
  basis: string;
  /** Address of the page that says how it is billed, and has the prices. */
  source: string;
}

/**
 * What a forwarder would make Azure bill: quantities, not prices, which depend
 * on region, currency and agreement.
 *
 * @public
 */
export interface CostEstimate {
  /** The day on which it was made (`2026-11-24`, UTC). */
  date: string;
  /** Days that the quantities are for; they follow those of so many days before. */
  days: number;
  items: CostItem[];
}
