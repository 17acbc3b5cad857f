import { UserInfoService } from '@backstage/backend-plugin-api';
import {
  FleetCoverage,
  FleetShare,
  FleetSummary,
  Health,
} from 'backstage-plugin-siem-forwarder-common';
import { CollectorSiems } from '../collect/Collector';
import { FleetGroup, FleetIndex } from '../fleet';
import { normalizeOwner } from '../operations/ForwarderTarget';
import { Scopes } from '../scopes';
import { ForwarderReader } from './ForwarderReader';
import { Reader } from './ReadAccess';

/** What a {@link FleetSummaryReader} works with. */
export interface FleetSummaryReaderOptions {
  reader: ForwarderReader;
  index: FleetIndex;
  scopes: Pick<Scopes, 'owners' | 'scopesOf'>;
  siems: Pick<CollectorSiems, 'get'>;
  userInfo: UserInfoService;
}

/** Puts the fleet, as a reader may see it, into numbers. */
export class FleetSummaryReader {
  readonly #options: FleetSummaryReaderOptions;

  private constructor(options: FleetSummaryReaderOptions) {
    this.#options = options;
  }

  static create(options: FleetSummaryReaderOptions): FleetSummaryReader {
    return new FleetSummaryReader(options);
  }

  async summary(reader: Reader): Promise<FleetSummary> {
    const { index, siems } = this.#options;
    const filter = await this.#options.reader.visible({}, reader);
    const [groups, losing, places, covered, owners] = await Promise.all([
      index.groups(filter),
      index.losing(filter),
      index.places(filter),
      index.workspaces(filter),
      this.#ownersOf(reader),
    ]);
    const { total, paused, counts } = shareOf(undefined, groups);
    return {
      total,
      paused,
      losing,
      counts,
      owners: sharesBy(groups, ({ owner }) => owner),
      siems: sharesBy(groups, ({ siemId }) => siemId).map(share => {
        const title = share.id && siems.get(share.id)?.title;
        return title ? { ...share, title } : share;
      }),
      ...places,
      coverage: this.#coverage(owners, new Set(covered)),
    };
  }

  /** Owners whose scopes the reader may know of: all, for those who see all. */
  async #ownersOf({ credentials, entities }: Reader): Promise<string[]> {
    const { scopes, userInfo } = this.#options;
    if (entities === 'all') {
      return scopes.owners;
    }
    const { type } = credentials.principal as { type?: string };
    if (entities === 'none' || type !== 'user') {
      return [];
    }
    const { ownershipEntityRefs } = await userInfo.getUserInfo(credentials);
    const own = new Set(ownershipEntityRefs.map(normalizeOwner));
    return scopes.owners.filter(owner => own.has(owner));
  }

  #coverage(owners: string[], covered: Set<string>): FleetCoverage {
    const workspaces = new Map<string, FleetCoverage['uncovered'][number]>();
    const subscriptions = new Set<string>();
    const resourceGroups = new Set<string>();
    for (const owner of owners) {
      const scopes = this.#options.scopes.scopesOf(owner);
      scopes.subscriptions.forEach(id => subscriptions.add(id));
      scopes.resourceGroups.forEach(({ key }) => resourceGroups.add(key));
      for (const id of scopes.workspaces) {
        const known = workspaces.get(id.key);
        workspaces.set(id.key, {
          id: id.toString(),
          name: id.name,
          owners: [...(known?.owners ?? []), owner],
        });
      }
    }
    return {
      workspaces: workspaces.size,
      uncovered: [...workspaces]
        .filter(([key]) => !covered.has(key))
        .map(([, workspace]) => workspace),
      uncounted: {
        subscriptions: subscriptions.size,
        resourceGroups: resourceGroups.size,
      },
    };
  }
}

function sharesBy(
  groups: FleetGroup[],
  idOf: (group: FleetGroup) => string | undefined,
): FleetShare[] {
  const byId = new Map<string | undefined, FleetGroup[]>();
  for (const group of groups) {
    const id = idOf(group);
    byId.set(id, [...(byId.get(id) ?? []), group]);
  }
  return [...byId]
    .map(([id, members]) => shareOf(id, members))
    .sort(
      (a, b) => b.total - a.total || (a.id ?? '').localeCompare(b.id ?? ''),
    );
}

function shareOf(id: string | undefined, groups: FleetGroup[]): FleetShare {
  const counts: Record<Health, number> = {
    failing: 0,
    degraded: 0,
    unknown: 0,
    pending: 0,
    quiet: 0,
    healthy: 0,
  };
  let total = 0;
  let paused = 0;
  for (const group of groups) {
    counts[group.health] += group.count;
    total += group.count;
    paused += group.paused;
  }
  return { ...(id ? { id } : {}), total, paused, counts };
}
