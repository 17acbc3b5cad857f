import { useApi } from '@backstage/core-plugin-api';
import { FleetSummary } from 'backstage-plugin-siem-forwarder-common';
import { useRef } from 'react';
import { siemForwarderApiRef } from '../api';
import { Reloading, useLiveInterval, useReloading } from '../live';

/** The whole fleet that the user may see, in numbers, kept up to date while it is shown. */
export function useFleetSummary(): Reloading<FleetSummary> {
  const api = useApi(siemForwarderApiRef);
  const reload = useRef<() => void>();
  const intervalMilliseconds = useLiveInterval(() => reload.current?.());
  const summary = useReloading(signal => api.getSummary({ signal }), {
    key: 'summary',
    intervalMilliseconds,
  });
  reload.current = summary.reload;
  return summary;
}
