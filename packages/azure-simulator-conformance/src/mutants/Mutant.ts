import { Exchange } from 'azure-simulator';

/** An exchange that differs from a valid one in one place. */
export interface Mutant {
  /** What was changed, e.g. `response 200: without /properties/sku`. */
  description: string;
  exchange: Exchange;
}
