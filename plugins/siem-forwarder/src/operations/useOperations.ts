import { useApi } from '@backstage/core-plugin-api';
import { Operation } from 'backstage-plugin-siem-forwarder-common';
import { useRef } from 'react';
import { siemForwarderApiRef } from '../api';
import { Reloading, useLiveInterval, useReloading } from '../live';
import { isUnderWay } from './isUnderWay';

/** Enough for a look back; the audit page shows all. */
const SHOWN_OPERATIONS = 20;
/** A step takes seconds; a person who pressed a button watches it. */
const UNDER_WAY_MILLISECONDS = 3_000;

/** The operations of a forwarder, the newest first, more often while one is under way. */
export function useOperations(entityRef: string): Reloading<Operation[]> {
  const api = useApi(siemForwarderApiRef);
  const reload = useRef<() => void>();
  const underWay = useRef(false);
  const calmMilliseconds = useLiveInterval(() => reload.current?.());
  const operations = useReloading(
    async signal => {
      const found = await api.listOperations(
        { entityRef, limit: SHOWN_OPERATIONS },
        { signal },
      );
      underWay.current = found.some(isUnderWay);
      return found;
    },
    {
      key: entityRef,
      intervalMilliseconds: underWay.current
        ? UNDER_WAY_MILLISECONDS
        : calmMilliseconds,
    },
  );
  reload.current = operations.reload;
  return operations;
}
