import { useApi } from '@backstage/core-plugin-api';
import { useRef } from 'react';
import { ForwarderList, siemForwarderApiRef } from '../api';
import { Reloading, useLiveInterval, useReloading } from '../live';
import { FleetFilters } from './FleetFilters';

/** Rows of one page. */
export const FLEET_PAGE_SIZE = 50;

/** The page of the fleet that the filters ask for, kept up to date while it is shown. */
export function useFleet(filters: FleetFilters): Reloading<ForwarderList> {
  const api = useApi(siemForwarderApiRef);
  const reload = useRef<() => void>();
  const intervalMilliseconds = useLiveInterval(() => reload.current?.());
  const fleet = useReloading(
    signal =>
      api.listForwarders({ ...filters, limit: FLEET_PAGE_SIZE }, { signal }),
    {
      key: JSON.stringify(filters),
      intervalMilliseconds,
      keepsValue: true,
    },
  );
  reload.current = fleet.reload;
  return fleet;
}
