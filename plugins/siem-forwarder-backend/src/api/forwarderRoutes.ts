import {
  AuditorService,
  BackstageCredentials,
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { NotAllowedError, toError } from '@backstage/errors';
import {
  AuthorizePermissionRequest,
  AuthorizeResult,
} from '@backstage/plugin-permission-common';
import {
  siemForwarderCheckPermission,
  siemForwarderFleetReadPermission,
  siemForwarderReadPermission,
} from 'backstage-plugin-siem-forwarder-common';
import { HealthSweep } from '../sweep/HealthSweep';
import { ForwarderReader } from './ForwarderReader';
import { SiemForwarderRouter } from './SiemForwarderRouter';

/** What the routes of forwarders need. */
export interface ForwarderRoutesOptions {
  reader: ForwarderReader;
  sweep: Pick<HealthSweep, 'checkNow'>;
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
  auditor: AuditorService;
}

const DEFAULT_LIMIT = 50;

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
  const { reader, sweep, auditor } = options;

  router.get('/v1/forwarders', async (request, response) => {
    const credentials = await authorize(options, request, {
      permission: siemForwarderFleetReadPermission,
    });
    const { health, owner, siem, search, limit, offset } = request.query;
    response.json(
      await reader.list(
        {
          health: health === undefined ? undefined : [health].flat(),
          owner,
          siem,
          search,
          limit: limit ?? DEFAULT_LIMIT,
          offset: offset ?? 0,
        },
        credentials,
      ),
    );
  });

  router.get(
    '/v1/forwarders/by-name/:kind/:namespace/:name',
    async (request, response) => {
      const credentials = await authorize(options, request, {
        permission: siemForwarderReadPermission,
      });
      response.json(await reader.get(refOf(request.params), credentials));
    },
  );

  router.get(
    '/v1/forwarders/by-name/:kind/:namespace/:name/transitions',
    async (request, response) => {
      const credentials = await authorize(options, request, {
        permission: siemForwarderReadPermission,
      });
      response.json({
        items: await reader.transitions(
          refOf(request.params),
          request.query.limit ?? DEFAULT_LIMIT,
          credentials,
        ),
      });
    },
  );

  router.post(
    '/v1/forwarders/by-name/:kind/:namespace/:name/check',
    async (request, response) => {
      const entityRef = refOf(request.params);
      const event = await auditor.createEvent({
        eventId: 'forwarder-check',
        request,
        severityLevel: 'medium',
        meta: { entityRef },
      });
      try {
        const credentials = await authorize(options, request, {
          permission: siemForwarderReadPermission,
        });
        const forwarder = await reader.require(entityRef, credentials);
        await authorize(options, request, {
          permission: siemForwarderCheckPermission,
          resourceRef: forwarder.entityRef,
        });
        await sweep.checkNow(forwarder.entityRef);
        const health = await reader.get(forwarder.entityRef, credentials);
        await event.success({ meta: { health: health.health } });
        response.json(health);
      } catch (error) {
        await event.fail({ error: toError(error) });
        throw error;
      }
    },
  );
}

/** @throws NotAllowedError that names the permission */
async function authorize(
  { httpAuth, permissions }: ForwarderRoutesOptions,
  request: Parameters<HttpAuthService['credentials']>[0],
  wanted: AuthorizePermissionRequest,
): Promise<BackstageCredentials> {
  const credentials = await httpAuth.credentials(request, {
    allow: ['user', 'service'],
  });
  const [decision] = await permissions.authorize([wanted], { credentials });
  if (decision.result !== AuthorizeResult.ALLOW) {
    throw new NotAllowedError(
      `You lack the permission '${wanted.permission.name}'${
        wanted.resourceRef ? ` on ${wanted.resourceRef}` : ''
      }; ask the platform team for it`,
    );
  }
  return credentials;
}

function refOf(params: {
  kind: string;
  namespace: string;
  name: string;
}): string {
  return stringifyEntityRef(params);
}
