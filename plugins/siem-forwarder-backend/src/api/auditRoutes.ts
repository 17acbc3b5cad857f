import { siemForwarderAuditReadPermission } from 'backstage-plugin-siem-forwarder-common';
import { AuditReader } from './AuditReader';
import { DEFAULT_LIMIT } from './forwarderRoutes';
import { ReadAccess } from './ReadAccess';
import { SiemForwarderRouter } from './SiemForwarderRouter';

/** What the route of the audit needs. */
export interface AuditRoutesOptions {
  access: ReadAccess;
  audit: AuditReader;
}

/** Adds the time line of transitions and operations. */
export function addAuditRoutes(
  router: SiemForwarderRouter,
  { access, audit }: AuditRoutesOptions,
): void {
  router.get('/v1/audit', async (request, response) => {
    const who = await access.reader(request, siemForwarderAuditReadPermission);
    const { query } = request;
    response.json(
      await audit.list({ ...query, limit: query.limit ?? DEFAULT_LIMIT }, who),
    );
  });
}
