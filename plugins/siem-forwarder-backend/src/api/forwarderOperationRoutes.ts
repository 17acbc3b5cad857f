import { stringifyEntityRef } from '@backstage/catalog-model';
import { InputError, NotAllowedError } from '@backstage/errors';
import {
  ForwarderSpec,
  siemForwarderReadPermission,
} from 'backstage-plugin-siem-forwarder-common';
import { isResourcePermission } from '@backstage/plugin-permission-common';
import { operationKindTable } from '../operations/kinds';
import { Operations } from '../operations/Operations';
import { SiemDirectory } from '../operations/SiemDirectory';
import { ForwarderReader } from './ForwarderReader';
import { OwnerAccess, requireMembership } from './OwnerAccess';
import { ReadAccess } from './ReadAccess';
import { RouteAuditor } from './RouteAuditor';
import { SiemForwarderRouter } from './SiemForwarderRouter';

/** What the route of operations on forwarders needs. */
export interface ForwarderOperationRoutesOptions {
  operations: Operations;
  siems: SiemDirectory;
  access: OwnerAccess;
  auditor: RouteAuditor;
  reading: { access: ReadAccess; reader: ForwarderReader };
}

/**
 * Adds the route that opens an operation on a forwarder that exists.
 *
 * @remarks
 * The user must see the entity, have the permission of the kind on it, and act
 * for its owner. With the id of a scaffolder task that task drives it, else the
 * portal does.
 */
export function addForwarderOperationRoutes(
  router: SiemForwarderRouter,
  options: ForwarderOperationRoutesOptions,
): void {
  const { access, auditor, operations, reading, siems } = options;

  router.post(
    '/v1/forwarders/by-name/:kind/:namespace/:name/operations',
    async (request, response) => {
      const entityRef = stringifyEntityRef(request.params);
      const { kind, input, dryRun = false, task } = request.body;
      const opened = await auditor.run(
        {
          eventId: 'operation-open',
          request,
          meta: { entityRef, kind, dryRun, ...(task && { operation: task }) },
        },
        async () => {
          const caller = await access.requireUser(
            request,
            siemForwarderReadPermission,
          );
          const who = await reading.access.readerOf(caller.credentials);
          await reading.reader.require(entityRef, who);
          const permission = operationKindTable[kind]?.permission;
          if (!permission || !isResourcePermission(permission)) {
            throw new InputError(
              `kind: this portal does not know operations of the kind '${kind}'`,
            );
          }
          await reading.access.requireOn(who, permission, entityRef);
          const allow = (spec: ForwarderSpec) => {
            requireMembership(caller, spec.owner);
            if (siems.get(spec.siem) && !siems.mayUse(spec.siem, spec.owner)) {
              throw new NotAllowedError(
                `siem: ${spec.owner} may not forward to '${spec.siem}'`,
              );
            }
          };
          return {
            result: await operations.openFor({
              entityRef,
              kind,
              input,
              dryRun,
              task,
              actor: caller.userEntityRef,
              allow,
            }),
          };
        },
      );
      response.status(202).json(opened);
    },
  );
}
