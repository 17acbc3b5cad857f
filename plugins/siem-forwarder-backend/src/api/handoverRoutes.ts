import { NotFoundError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  APPLICATION_ID_ANNOTATION,
  siemForwarderReadPermission,
} from 'backstage-plugin-siem-forwarder-common';
import { SiemConnection } from 'backstage-plugin-siem-forwarder-node';
import { Forwarder } from '../collect/Forwarder';
import { OperationStore } from '../operations/OperationStore';
import { OperationTenants } from '../operations/OperationTenant';
import { SiemDirectory } from '../operations/SiemDirectory';
import { Scopes } from '../scopes';
import { HiddenNotes, noteHidden } from './noteHidden';
import { OwnerAccess } from './OwnerAccess';
import { SiemForwarderRouter } from './SiemForwarderRouter';

/** What the route of handovers needs. */
export interface HandoverRoutesOptions extends HiddenNotes {
  catalog: CatalogService;
  store: Pick<OperationStore, 'getRegistration'>;
  tenants: OperationTenants;
  siems: SiemDirectory;
  scopes: Scopes;
  access: OwnerAccess;
}

/** Adds the instructions for a SIEM that people configure themselves. */
export function addHandoverRoutes(
  router: SiemForwarderRouter,
  options: HandoverRoutesOptions,
): void {
  router.get(
    '/v1/forwarders/by-name/:kind/:namespace/:name/handover',
    async (request, response) => {
      const { credentials } = await options.access.requireUser(
        request,
        siemForwarderReadPermission,
      );
      const ref = stringifyEntityRef(request.params);
      const forwarder = await noteHidden(options, request, ref, async () => {
        const entity = await options.catalog.getEntityByRef(ref, {
          credentials,
        });
        const found = entity && Forwarder.fromEntity(entity);
        if (!found) {
          throw new NotFoundError(
            `There is no forwarder '${ref}' that you may read`,
          );
        }
        return found;
      });
      const siem = siemOf(forwarder, options);
      const registration = await options.store.getRegistration(
        forwarder.entityRef,
      );
      response.json(
        siem.handover(
          connectionOf(forwarder, options),
          // What was registered counts only for the application that is annotated now.
          registration?.entity.metadata.annotations?.[
            APPLICATION_ID_ANNOTATION
          ]?.toLowerCase() === forwarder.applicationId
            ? registration?.outputs.secretLocation
            : undefined,
        ),
      );
    },
  );
}

function siemOf(forwarder: Forwarder, { siems }: HandoverRoutesOptions) {
  const { owner, siemId } = forwarder;
  const siem = siemId ? siems.get(siemId) : undefined;
  if (!siem || !owner || !siems.mayUse(siem.id, owner)) {
    throw new NotFoundError(
      `'${forwarder.entityRef}' names no SIEM instance that its owner may use; set its annotation 'siem-forwarder/siem'`,
    );
  }
  return siem;
}

/** The connection that the annotations describe, within the owner's scope. */
function connectionOf(
  forwarder: Forwarder,
  { scopes, tenants }: HandoverRoutesOptions,
): SiemConnection {
  const { applicationId, eventHub, owner } = forwarder;
  if (!applicationId || !eventHub || !owner) {
    throw new NotFoundError(
      `'${forwarder.entityRef}' lacks the annotations that instructions need: siem-forwarder/event-hub and siem-forwarder/application-id`,
    );
  }
  const tenant = tenants.forSubscription(eventHub.subscriptionId);
  if (!tenant || !scopes.contains(owner, eventHub)) {
    throw new NotFoundError(
      `The event hub of '${forwarder.entityRef}' lies outside the scope of ${owner}`,
    );
  }
  return {
    name: forwarder.name,
    tenantId: tenant.id,
    clientId: applicationId,
    cloud: tenant.cloud.name,
    fullyQualifiedNamespace: `${eventHub.parent?.name}.${tenant.cloud.eventHubsSuffix}`,
    eventHubName: eventHub.name,
    consumerGroup: forwarder.consumerGroup,
    tables: [...forwarder.tables],
  };
}
