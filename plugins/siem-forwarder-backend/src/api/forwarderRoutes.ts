import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  ForwarderListQuery,
  siemForwarderCheckPermission,
  siemForwarderFleetReadPermission,
  siemForwarderReadPermission,
} from 'backstage-plugin-siem-forwarder-common';
import { FleetIndex } from '../fleet';
import { HealthSweep } from '../sweep/HealthSweep';
import { AuditReader } from './AuditReader';
import { FleetSummaryReader } from './FleetSummaryReader';
import { ForwarderQuery, ForwarderReader } from './ForwarderReader';
import { noteHidden } from './noteHidden';
import { parsePeriod } from './parsePeriod';
import { ReadAccess, Reader } from './ReadAccess';
import { RouteAuditor } from './RouteAuditor';
import { SiemForwarderRouter } from './SiemForwarderRouter';

/** What the routes of forwarders need. */
export interface ForwarderRoutesOptions {
  access: ReadAccess;
  audit: AuditReader;
  auditor: RouteAuditor;
  index: Pick<FleetIndex, 'get'>;
  reader: ForwarderReader;
  summaries: FleetSummaryReader;
  sweep: Pick<HealthSweep, 'checkNow'>;
}

/** Rows of a page when nothing else is asked for. */
export const DEFAULT_LIMIT = 50;

/**
 * Adds the routes that show forwarders and check one of them.
 *
 * @remarks
 * Reading takes a basic permission, and the caller's right to read the entity,
 * which the catalog decides. A check takes a resource permission on the entity
 * too, so that owner policies apply.
 */
export function addForwarderRoutes(
  router: SiemForwarderRouter,
  options: ForwarderRoutesOptions,
): void {
  const { access, audit, auditor, reader, summaries, sweep } = options;

  router.get('/v1/forwarders', async (request, response) => {
    const who = await access.reader(request, siemForwarderFleetReadPermission);
    const { limit, cursor } = request.query;
    response.json(
      await reader.list(
        {
          ...forwarderQuery(request.query),
          limit: limit ?? DEFAULT_LIMIT,
          cursor,
        },
        who,
      ),
    );
  });

  router.get('/v1/summary', async (request, response) => {
    const who = await access.reader(request, siemForwarderFleetReadPermission);
    response.json(await summaries.summary(who));
  });

  router.post('/v1/uptimes/by-refs', async (request, response) => {
    const who = await access.reader(request, siemForwarderFleetReadPermission);
    const { entityRefs } = request.body;
    const shares = await reader.uptimesOf(entityRefs, who);
    response.json({
      items: entityRefs.flatMap(ref => {
        const share = shares.get(ref);
        return share ? [{ entityRef: ref, ...share }] : [];
      }),
    });
  });

  const read = async <T>(
    request: Parameters<ReadAccess['reader']>[0] & { params: EntityPath },
    run: (entityRef: string, who: Reader) => Promise<T>,
  ): Promise<T> => {
    const entityRef = stringifyEntityRef(request.params);
    const who = await access.reader(request, siemForwarderReadPermission);
    return noteHidden(options, request, entityRef, () => run(entityRef, who));
  };

  router.get(
    '/v1/forwarders/by-name/:kind/:namespace/:name',
    async (request, response) => {
      response.json(await read(request, (ref, who) => reader.get(ref, who)));
    },
  );

  router.get(
    '/v1/forwarders/by-name/:kind/:namespace/:name/transitions',
    async (request, response) => {
      const { limit, cursor } = request.query;
      response.json(
        await read(request, (ref, who) =>
          audit.transitions(
            ref,
            { limit: limit ?? DEFAULT_LIMIT, cursor },
            who,
          ),
        ),
      );
    },
  );

  router.get(
    '/v1/forwarders/by-name/:kind/:namespace/:name/uptime',
    async (request, response) => {
      response.json({
        items: await read(request, (ref, who) => reader.uptimes(ref, who)),
      });
    },
  );

  router.get(
    '/v1/forwarders/by-name/:kind/:namespace/:name/samples',
    async (request, response) => {
      const period = parsePeriod(request.query);
      response.json(
        await read(request, (ref, who) => reader.samples(ref, period, who)),
      );
    },
  );

  router.post(
    '/v1/forwarders/by-name/:kind/:namespace/:name/check',
    async (request, response) => {
      const entityRef = stringifyEntityRef(request.params);
      const eventId = 'forwarder-check';
      const health = await auditor.run(
        { eventId, request, meta: { entityRef } },
        async () => {
          const who = await access.reader(request, siemForwarderReadPermission);
          await reader.require(entityRef, who);
          await access.requireOn(who, siemForwarderCheckPermission, entityRef);
          await sweep.checkNow(entityRef);
          const result = await reader.get(entityRef, who);
          return { result, meta: { health: result.health } };
        },
      );
      response.json(health);
    },
  );
}

type EntityPath = { kind: string; namespace: string; name: string };

/** The filters and the order of a request. */
export function forwarderQuery(
  query: Omit<ForwarderListQuery, 'health' | 'limit' | 'cursor'> & {
    health?:
      | ForwarderListQuery['health']
      | NonNullable<ForwarderListQuery['health']>[number];
  },
): Omit<ForwarderQuery, 'limit' | 'cursor'> {
  const { health, owner, siem, region, subscription, search, losing } = query;
  return {
    health: health === undefined ? undefined : [health].flat(),
    owner,
    siem,
    region,
    subscription,
    search,
    losing,
    sort: query.sort,
    descending: query.order === 'desc',
  };
}
