import { createHash } from 'node:crypto';
import { Health, healths } from 'backstage-plugin-siem-forwarder-common';
import { Knex } from 'knex';
import { StoredSummary } from '../store/HealthStore';
import { FleetDescription, FleetEntry } from './FleetEntry';

/** A row of `fleet_entries`. */
export interface FleetRow {
  entity_ref: string;
  definition: string;
  digest: string;
  title: string;
  sort_title: string;
  owner: string;
  siem_id: string;
  subscription_id: string;
  workspace_id: string;
  paused: string | null;
  refusal: string | null;
  /** SQLite has no booleans. */
  judged: boolean | number;
  health: Health;
  health_rank: number;
  headline: string;
  search_text: string;
  region: string;
  since: string;
  last_event_at: string;
  /** SQLite has no booleans. */
  losing: boolean | number;
  /** Not checked for too long; SQLite has no booleans. */
  lapsed: boolean | number;
}

/** The columns that a judgement fills. */
export type JudgementColumns = Pick<
  FleetRow,
  | 'judged'
  | 'health'
  | 'health_rank'
  | 'headline'
  | 'region'
  | 'since'
  | 'last_event_at'
  | 'losing'
  | 'lapsed'
>;

/** The part of a summary that a list shows. */
export type ListedJudgement = Pick<
  StoredSummary,
  | 'definition'
  | 'health'
  | 'headline'
  | 'region'
  | 'since'
  | 'lastEventAt'
  | 'losing'
>;

export function judgementColumns(judgement: ListedJudgement): JudgementColumns {
  return {
    judged: true,
    health: judgement.health,
    health_rank: healths.indexOf(judgement.health),
    headline: judgement.headline,
    region: judgement.region ?? '',
    since: judgement.since,
    last_event_at: judgement.lastEventAt ?? '',
    losing: judgement.losing ?? false,
    lapsed: false,
  };
}

/**
 * A row, with the judgement when it is about the forwarder as it is described
 * now. Where nothing may be shown, only the judgement that says so counts.
 *
 * @param at - the present (ISO 8601, UTC)
 */
export function toFleetRow(
  description: FleetDescription,
  judgement: ListedJudgement | undefined,
  at: string,
): FleetRow {
  const { definition, refusal } = description;
  const counts =
    judgement?.definition === definition &&
    (refusal === undefined || judgement.headline === refusal);
  const columns: JudgementColumns =
    judgement && counts
      ? judgementColumns(judgement)
      : {
          judged: false,
          health: 'unknown',
          health_rank: healths.indexOf('unknown'),
          headline:
            refusal ??
            (judgement
              ? 'Not checked since it was changed'
              : 'Not checked yet'),
          region: '',
          since: at,
          last_event_at: '',
          losing: false,
          lapsed: false,
        };
  return {
    entity_ref: description.entityRef,
    definition,
    digest: digestOf(description),
    title: description.title,
    sort_title: description.title.toLocaleLowerCase('en-US').slice(0, 512),
    owner: description.owner ?? '',
    siem_id: description.siemId ?? '',
    subscription_id: description.subscriptionId ?? '',
    workspace_id: description.workspaceId ?? '',
    paused: description.paused ?? null,
    refusal: refusal ?? null,
    search_text: searchText(
      description.title,
      description.entityRef,
      columns.headline,
    ),
    ...columns,
  };
}

/** Between the parts of a text that is searched: nobody types it. */
const SEPARATOR = '\n';

/** What a search looks at. */
function searchText(...parts: string[]): string {
  return parts.join(SEPARATOR).toLocaleLowerCase('en-US');
}

/** The search text of a row whose headline changes, as an expression over its other columns. */
export function searchTextWith(db: Knex, headline: string): Knex.Raw {
  // The title is cut in `sort_title`, and SQLite makes ASCII small only: what
  // stands before the headline is taken over.
  const at = db.client.config.client === 'pg' ? 'strpos' : 'instr';
  return db.raw(
    `substr(search_text, 1, ${at}(search_text, ? || entity_ref || ?) + length(entity_ref)) || ?`,
    [SEPARATOR, SEPARATOR, searchText('', headline)],
  );
}

/** Of everything that {@link toFleetRow} takes from a description. */
export function digestOf(description: FleetDescription): string {
  return createHash('sha256')
    .update(JSON.stringify(description, Object.keys(description).sort()))
    .digest('hex');
}

/** @param row - with `checked_at` of the state, where there is one */
export function fromFleetRow(
  row: FleetRow & { checked_at?: string | null },
): FleetEntry {
  return {
    entityRef: row.entity_ref,
    definition: row.definition,
    title: row.title,
    health: row.health,
    headline: row.headline,
    since: row.since,
    ...(row.owner ? { owner: row.owner } : {}),
    ...(row.siem_id ? { siemId: row.siem_id } : {}),
    ...(row.subscription_id ? { subscriptionId: row.subscription_id } : {}),
    ...(row.workspace_id ? { workspaceId: row.workspace_id } : {}),
    ...(row.paused === null ? {} : { paused: row.paused }),
    ...(row.refusal === null ? {} : { refusal: row.refusal }),
    ...(row.region ? { region: row.region } : {}),
    ...(row.last_event_at ? { lastEventAt: row.last_event_at } : {}),
    ...(row.judged && row.checked_at ? { checkedAt: row.checked_at } : {}),
  };
}
