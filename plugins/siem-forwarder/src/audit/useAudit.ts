import { useApi } from '@backstage/core-plugin-api';
import { toError } from '@backstage/errors';
import { AuditPage } from 'backstage-plugin-siem-forwarder-common';
import { useCallback, useEffect, useRef, useState } from 'react';
import { siemForwarderApiRef } from '../api';
import { useLiveInterval, useReloading } from '../live';
import { AuditFilters, auditQueryOf } from './AuditFilters';
import { mergeNewest } from './mergeNewest';

/** Lines that are loaded at once. */
export const AUDIT_PAGE_SIZE = 100;

/** The part of the time line that is loaded. */
export interface Audit {
  /** Absent until the first page is there. */
  page?: AuditPage;
  /** Why the newest look failed. */
  error?: Error;
  loading: boolean;
  reload: () => void;
  /** Loads older lines; absent when there are none. */
  loadOlder?: () => void;
  loadingOlder: boolean;
  /** Why older lines could not be loaded. */
  olderError?: Error;
}

interface Loaded {
  key: string;
  page: AuditPage;
}

/** The time line that the filters ask for, newest first, kept up to date while it is shown. */
export function useAudit(filters: AuditFilters): Audit {
  const api = useApi(siemForwarderApiRef);
  const key = JSON.stringify(filters);
  const [loaded, setLoaded] = useState<Loaded>();
  const [older, setOlder] = useState<{
    key: string;
    loading: boolean;
    error?: Error;
  }>({ key, loading: false });

  const load = async (options: { cursor?: string; signal?: AbortSignal }) => ({
    key,
    page: await api.listAudit(
      {
        ...auditQueryOf(filters, new Date()),
        limit: AUDIT_PAGE_SIZE,
        ...(options.cursor ? { cursor: options.cursor } : {}),
      },
      { signal: options.signal },
    ),
  });
  const latestLoad = useRef(load);
  latestLoad.current = load;

  const reload = useRef<() => void>();
  const intervalMilliseconds = useLiveInterval(() => reload.current?.());
  const newest = useReloading<Loaded>(
    signal => latestLoad.current({ signal }),
    { key, intervalMilliseconds, keepsValue: true },
  );
  reload.current = newest.reload;

  const look = newest.value;
  useEffect(() => {
    if (look) {
      setLoaded(current =>
        current?.key === look.key
          ? { ...look, page: mergeNewest(current.page, look.page) }
          : look,
      );
    }
  }, [look]);

  const cursor = loaded?.key === key ? loaded.page.nextCursor : undefined;
  const loadOlder = useCallback(() => {
    setOlder({ key, loading: true });
    latestLoad.current({ cursor }).then(
      next => {
        setLoaded(current =>
          // The filters, or the end of the time line, may have changed meanwhile.
          current?.key === next.key && current.page.nextCursor === cursor
            ? { ...next, page: append(current.page, next.page) }
            : current,
        );
        setOlder({ key, loading: false });
      },
      error => setOlder({ key, loading: false, error: toError(error) }),
    );
  }, [key, cursor]);
  const current = older.key === key ? older : { loading: false };

  return {
    page: loaded?.page,
    error: newest.error,
    loading: newest.loading,
    reload: newest.reload,
    loadOlder: cursor ? loadOlder : undefined,
    loadingOlder: current.loading,
    olderError: 'error' in current ? current.error : undefined,
  };
}

function append(known: AuditPage, older: AuditPage): AuditPage {
  const ids = new Set(known.items.map(({ id }) => id));
  return {
    ...older,
    items: [...known.items, ...older.items.filter(({ id }) => !ids.has(id))],
  };
}
