import { ArmResourceId } from '../ArmResourceId';
import { CallOptions } from './CallOptions';

/** A metric's totals in slots of time; slots in which nothing happened are left out. */
export interface MetricSeries {
  /** Lower-cased ARM id of the resource. */
  resourceId: string;
  metric: string;
  /** Value of the dimension that was asked for: a hub's or a rule's name. */
  dimension?: string;
  points: { at: string; total: number }[];
}

/** Azure Monitor metrics. */
export interface Metrics {
  /**
   * Metrics of resources of one subscription, region and type; split in batches of 50.
   *
   * @returns at least one series for each metric of each resource that was
   *   answered, without points where nothing happened; one that has none was
   *   left out of the answer, and is not known
   */
  query(
    query: {
      subscriptionId: string;
      region: string;
      resourceIds: ArmResourceId[];
      metricNamespace: string;
      metrics: string[];
      dimension?: string;
      /** ISO 8601 duration of a slot: `PT5M`. */
      interval: string;
      from: string;
      to: string;
    },
    options?: CallOptions,
  ): Promise<MetricSeries[]>;
}
