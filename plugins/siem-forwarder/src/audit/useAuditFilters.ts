import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import {
  AuditFilters,
  readAuditFilters,
  writeAuditFilters,
} from './AuditFilters';

/** The filters in the URL, and a way to change them. */
export function useAuditFilters(): [
  AuditFilters,
  (change: Partial<AuditFilters>) => void,
] {
  const [parameters, setParameters] = useSearchParams();
  const filters = useMemo(() => readAuditFilters(parameters), [parameters]);
  const change = useCallback(
    (changed: Partial<AuditFilters>) =>
      setParameters(
        current =>
          writeAuditFilters(
            { ...readAuditFilters(current), ...changed },
            current,
          ),
        { replace: true },
      ),
    [setParameters],
  );
  return [filters, change];
}
