import { useApi } from '@backstage/core-plugin-api';
import { Operation } from 'backstage-plugin-siem-forwarder-common';
import { useRef } from 'react';
import { siemForwarderApiRef } from '../api';
import { Reloading, useLiveInterval, useReloading } from '../live';

/** People who look at the list of forwarders wait for few at one time. */
const SHOWN_OPERATIONS = 20;
const UNDER_WAY_MILLISECONDS = 5_000;

/** Operations on any forwarder that are under way, have failed, or are rolled back, the newest first. */
export function useOpenOperations(): Reloading<Operation[]> {
  const api = useApi(siemForwarderApiRef);
  const reload = useRef<() => void>();
  const underWay = useRef(false);
  const calmMilliseconds = useLiveInterval(() => reload.current?.());
  const operations = useReloading(
    async signal => {
      const found = await Promise.all(
        (['open', 'rolling-back'] as const).map(status =>
          api.listOperations({ status, limit: SHOWN_OPERATIONS }, { signal }),
        ),
      );
      const open = found
        .flat()
        .sort((a, b) => b.openedAt.localeCompare(a.openedAt));
      underWay.current = open.length > 0;
      return open;
    },
    {
      key: 'open',
      intervalMilliseconds: underWay.current
        ? UNDER_WAY_MILLISECONDS
        : calmMilliseconds,
    },
  );
  reload.current = operations.reload;
  return operations;
}
