import { useApi } from '@backstage/core-plugin-api';
import { ForwarderHealth } from 'backstage-plugin-siem-forwarder-common';
import { useRef } from 'react';
import { siemForwarderApiRef } from '../api';
import { useLiveInterval } from './useLiveInterval';
import { Reloading, useReloading } from './useReloading';

/** One forwarder, kept up to date while it is shown. */
export function useForwarder(entityRef: string): Reloading<ForwarderHealth> {
  const api = useApi(siemForwarderApiRef);
  const reload = useRef<() => void>();
  const intervalMilliseconds = useLiveInterval(() => reload.current?.());
  const forwarder = useReloading(
    signal => api.getForwarder(entityRef, { signal }),
    { key: entityRef, intervalMilliseconds },
  );
  reload.current = forwarder.reload;
  return forwarder;
}
