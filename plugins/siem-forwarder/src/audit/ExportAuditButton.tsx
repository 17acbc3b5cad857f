import { useApi } from '@backstage/core-plugin-api';
import { siemForwarderApiRef } from '../api';
import { DownloadButton } from '../download';
import { AuditFilters, auditQueryOf } from './AuditFilters';

/** Saves all that the filters find, also what is not loaded, as comma-separated values. */
export function ExportAuditButton(props: { filters: AuditFilters }) {
  const api = useApi(siemForwarderApiRef);
  return (
    <DownloadButton
      name="siem-forwarder-audit"
      load={now => api.exportAudit(auditQueryOf(props.filters, now))}
    />
  );
}
