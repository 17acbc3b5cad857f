import { Loss, LostItem } from 'backstage-plugin-siem-forwarder-common';
import { AzureTenants } from '../azure/AzureTenants';
import { FactSet } from './Facts';
import { Forwarder } from './Forwarder';
import { lostRowsQuery } from './queries';

/** Items that a loss lists. */
export const MOST_LOST_ITEMS = 50;

/** Whose lost rows are listed. */
export interface LossInFacts {
  forwarder: Forwarder;
  facts: FactSet;
  loss: Loss;
}

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

/**
 * Lists the rows that were not exported: they are still in the workspace. One
 * query a loss, and none while nothing is lost.
 */
export class LostRows {
  readonly #tenants: Pick<AzureTenants, 'forSubscription'>;
  readonly #now: () => number;

  private constructor(options: {
    tenants: Pick<AzureTenants, 'forSubscription'>;
    now: () => number;
  }) {
    this.#tenants = options.tenants;
    this.#now = options.now;
  }

  static create(options: {
    tenants: Pick<AzureTenants, 'forSubscription'>;
    /** The present in epoch milliseconds; the system's clock when absent. */
    now?: () => number;
  }): LostRows {
    return new LostRows({ now: Date.now, ...options });
  }

  /**
   * @returns undefined where they cannot be listed: the workspace is not known
   * @throws AzureError when the workspace does not answer
   */
  async list(
    { forwarder, facts, loss }: LossInFacts,
    options: { signal: AbortSignal },
  ): Promise<LostItem[] | undefined> {
    const workspace = valueOf(facts, 'workspace');
    const subscriptionId = forwarder.workspace?.subscriptionId;
    const logs =
      subscriptionId &&
      this.#tenants.forSubscription(subscriptionId)?.sweeper.logs;
    const tables = lostTables(forwarder, facts, loss);
    if (!workspace || !logs || tables.length === 0) {
      return undefined;
    }
    const rows = await logs.query(
      workspace.customerId,
      lostRowsQuery(tables, { since: loss.since, most: MOST_LOST_ITEMS }),
      {
        from: loss.since,
        to: new Date(
          Math.max(this.#now(), Date.parse(loss.since) + 1),
        ).toISOString(),
      },
      options,
    );
    return rows.map(
      (row): LostItem => ({
        table: String(row.Table),
        id: String(row.Id),
        title: String(row.Title),
        ...(row.Severity ? { severity: String(row.Severity) } : {}),
        at: new Date(String(row.At)).toISOString(),
      }),
    );
  }
}

/** The tables whose rows are lost: those that the rule leaves out, or all. */
function lostTables(
  forwarder: Forwarder,
  facts: FactSet,
  loss: Loss,
): readonly string[] {
  const rule = valueOf(facts, 'exportRule');
  return loss.reason === 'tables-differ' && rule
    ? forwarder.tables.filter(
        table => !rule.tableNames.some(name => same(name, table)),
      )
    : forwarder.tables;
}

function valueOf<K extends 'workspace' | 'exportRule'>(
  facts: FactSet,
  name: K,
) {
  const fact = facts[name];
  return fact && 'value' in fact ? fact.value : undefined;
}
