import { stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import {
  ForwarderSpec,
  siemForwarderReadPermission,
} from 'backstage-plugin-siem-forwarder-common';
import { isResourcePermission } from '@backstage/plugin-permission-common';
import { operationKindTable } from '../operations/kinds';
import { Operations } from '../operations/Operations';
import { ForwarderReader } from './ForwarderReader';
import { OwnerAccess, requireMembership } from './OwnerAccess';
import { ReadAccess } from './ReadAccess';
import { requireScope, ScopeRules } from './requireScope';
import { RouteAuditor } from './RouteAuditor';
import { SiemForwarderRouter } from './SiemForwarderRouter';

/** What the route of operations on forwarders needs. */
export interface ForwarderOperationRoutesOptions extends ScopeRules {
  operations: Operations;
  access: OwnerAccess;
  auditor: RouteAuditor;
  reading: { access: ReadAccess; reader: ForwarderReader };
}

/**
 * Adds the route that opens an operation on a forwarder that exists.
 *
 * @remarks
 * The user must see the entity, have the permission of the kind on it, and act
 * for its owner, in whose scope the forwarder must still lie. With the id of a scaffolder task that task drives it, else the
 * portal does.
 */
export function addForwarderOperationRoutes(
  router: SiemForwarderRouter,
  options: ForwarderOperationRoutesOptions,
): void {
  const { access, auditor, operations, reading } = options;

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
          const { owner } = await reading.reader.require(entityRef, who);
          const permission = operationKindTable[kind]?.permission;
          if (!permission || !isResourcePermission(permission)) {
            throw new InputError(
              `kind: this portal does not know operations of the kind '${kind}'`,
            );
          }
          await reading.access.requireOn(who, permission, entityRef);
          const allow = (spec: ForwarderSpec) => {
            // The catalog may give an adopted forwarder another owner later on.
            if (owner !== undefined) {
              requireMembership(caller, owner);
            }
            requireMembership(caller, spec.owner);
            requireScope(options, spec);
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
