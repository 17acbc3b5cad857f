import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import {
  FleetFilters,
  readFleetFilters,
  writeFleetFilters,
} from './FleetFilters';

/** The filters in the URL, and a way to change them; a change shows the first page again unless it names one. */
export function useFleetFilters(): [
  FleetFilters,
  (change: Partial<FleetFilters>) => void,
] {
  const [parameters, setParameters] = useSearchParams();
  const filters = useMemo(() => readFleetFilters(parameters), [parameters]);
  const change = useCallback(
    (changed: Partial<FleetFilters>) =>
      setParameters(
        current =>
          writeFleetFilters(
            { ...readFleetFilters(current), cursor: undefined, ...changed },
            current,
          ),
        { replace: true },
      ),
    [setParameters],
  );
  return [filters, change];
}
