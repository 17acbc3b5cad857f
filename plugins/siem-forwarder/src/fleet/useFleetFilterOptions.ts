import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import { RELATION_OWNED_BY } from '@backstage/catalog-model';
import { useApi, useApiHolder } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import {
  EXPORT_RULE_ANNOTATION,
  SIEM_ANNOTATION,
} from 'backstage-plugin-siem-forwarder-common';
import { siemForwarderApiRef } from '../api';
import { groupTitle } from '../catalog/groupTitle';
import { Reloading, useReloading } from '../live';

/** A choice of a filter. */
export interface FleetFilterOption {
  id: string;
  title: string;
}

/** What the fleet can be narrowed to. */
export interface FleetFilterOptions {
  /** Owners of forwarders that the user may read, by entity ref. */
  owners: FleetFilterOption[];
  /** SIEMs that forwarders name, by id. */
  siems: FleetFilterOption[];
}

const OWNER_FACET = `relations.${RELATION_OWNED_BY}`;
const SIEM_FACET = `metadata.annotations.${SIEM_ANNOTATION}`;

/**
 * The owners and SIEMs that forwarders really have, from the catalog, which
 * counts only what the user may read; titles come from the configured SIEMs.
 */
export function useFleetFilterOptions(): Reloading<FleetFilterOptions> {
  const catalogApi = useApi(catalogApiRef);
  const api = useApi(siemForwarderApiRef);
  const apis = useApiHolder();

  return useReloading(
    async signal => {
      const [{ facets }, { siems }] = await Promise.all([
        catalogApi.getEntityFacets({
          filter: {
            [`metadata.annotations.${EXPORT_RULE_ANNOTATION}`]:
              CATALOG_FILTER_EXISTS,
          },
          facets: [OWNER_FACET, SIEM_FACET],
        }),
        api.getFormOptions({ signal }),
      ]);
      const siemTitles = new Map(siems.map(({ id, title }) => [id, title]));
      const owners = await Promise.all(
        values(facets[OWNER_FACET]).map(async id => ({
          id,
          title: await groupTitle(apis, id),
        })),
      );
      return {
        owners: owners.sort(byTitle),
        siems: values(facets[SIEM_FACET])
          .map(id => ({ id, title: siemTitles.get(id) ?? id }))
          .sort(byTitle),
      };
    },
    { key: 'options' },
  );
}

function values(facet: { value: string }[] | undefined): string[] {
  return (facet ?? []).map(({ value }) => value);
}

function byTitle(a: FleetFilterOption, b: FleetFilterOption): number {
  return a.title.localeCompare(b.title);
}
