import { useApi } from '@backstage/core-plugin-api';
import { ForwarderUptime } from 'backstage-plugin-siem-forwarder-common';
import { ForwarderList, siemForwarderApiRef } from '../api';
import { Reloading, useReloading } from '../live';

/**
 * How long each forwarder of a page worked over 30 days, by entity ref. Asked
 * for apart from the page, so that its rows need not wait; asked anew only for
 * other rows, since 30 days do not change in minutes.
 */
export function useFleetUptimes(
  list: ForwarderList | undefined,
): Reloading<Map<string, ForwarderUptime>> {
  const api = useApi(siemForwarderApiRef);
  const refs = list?.items.map(({ entityRef }) => entityRef).sort() ?? [];
  return useReloading(
    async signal => {
      const items =
        refs.length > 0 ? await api.listFleetUptimes(refs, { signal }) : [];
      return new Map(items.map(item => [item.entityRef, item]));
    },
    { key: JSON.stringify(refs), keepsValue: true },
  );
}
