import {
  siemForwarderAuditReadPermission,
  siemForwarderExportPermission,
  siemForwarderFleetReadPermission,
} from 'backstage-plugin-siem-forwarder-common';
import { AuditReader } from './AuditReader';
import { sendCsv } from './csv';
import { auditColumns, forwarderColumns } from './csvColumns';
import { forwarderQuery } from './forwarderRoutes';
import { ForwarderReader } from './ForwarderReader';
import { ReadAccess } from './ReadAccess';
import { RouteAuditor } from './RouteAuditor';
import { SiemForwarderRouter } from './SiemForwarderRouter';

/** What the routes of exports need. */
export interface ExportRoutesOptions {
  access: ReadAccess;
  audit: AuditReader;
  auditor: RouteAuditor;
  reader: ForwarderReader;
}

/**
 * Adds the routes that hand out the fleet and the audit as files. Each takes
 * the permission to see the table besides that to export, and is noted.
 */
export function addExportRoutes(
  router: SiemForwarderRouter,
  { access, audit, auditor, reader }: ExportRoutesOptions,
): void {
  router.get('/v1/exports/forwarders', async (request, response) => {
    await auditor.run({ eventId: 'fleet-export', request }, async () => {
      const who = await access.reader(
        request,
        siemForwarderFleetReadPermission,
        siemForwarderExportPermission,
      );
      const rows = await sendCsv(response as never, {
        fileName: 'siem-forwarders.csv',
        columns: forwarderColumns,
        items: reader.all(forwarderQuery(request.query), who),
      });
      return { result: rows, meta: { rows } };
    });
  });

  router.get('/v1/exports/audit', async (request, response) => {
    await auditor.run({ eventId: 'audit-export', request }, async () => {
      const who = await access.reader(
        request,
        siemForwarderAuditReadPermission,
        siemForwarderExportPermission,
      );
      const rows = await sendCsv(response as never, {
        fileName: 'siem-forwarder-audit.csv',
        columns: auditColumns,
        items: audit.all(request.query, who),
      });
      return { result: rows, meta: { rows } };
    });
  });
}
