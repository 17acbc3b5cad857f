import { HttpAuthService } from '@backstage/backend-plugin-api';
import {
  siemForwarderCreatePermission,
  siemForwarderReadPermission,
} from 'backstage-plugin-siem-forwarder-common';
import { checkSpec } from '../operations/checkSpec';
import { noSuchOperation } from '../operations/noSuchOperation';
import { Operations } from '../operations/Operations';
import { refuseOnErrors } from '../operations/problems';
import { clientLeaves } from './clientLeaves';
import { isMember, OwnerAccess, requireMembership } from './OwnerAccess';
import { requireScope, ScopeRules } from './requireScope';
import { requireService } from './requireService';
import { RouteAuditor } from './RouteAuditor';
import { SiemForwarderRouter } from './SiemForwarderRouter';

/** The only plugin that drives the steps of an operation. */
const SCAFFOLDER = 'plugin:scaffolder';

/** What the routes of operations need. */
export interface OperationRoutesOptions extends ScopeRules {
  operations: Operations;
  access: OwnerAccess;
  httpAuth: HttpAuthService;
  auditor: RouteAuditor;
}

/**
 * Adds the routes that plan, open, run and show operations.
 *
 * @remarks
 * The user is authorised when the operation opens; its specification is fixed
 * from then on, so that the steps can come from the scaffolder itself, whose
 * runs may outlive a user's token.
 */
export function addOperationRoutes(
  router: SiemForwarderRouter,
  options: OperationRoutesOptions,
): void {
  const { access, auditor, httpAuth, operations } = options;

  router.post('/v1/plan', async (request, response) => {
    const caller = await access.requireUser(
      request,
      siemForwarderCreatePermission,
    );
    const { spec } = request.body;
    requireMembership(caller, spec.owner);
    response.json(await operations.plan(spec));
  });

  router.put('/v1/operations/:operation', async (request, response) => {
    const { spec, dryRun = false, rollBackOnFailure = false } = request.body;
    const id = request.params.operation;
    const meta = {
      operation: id,
      forwarder: spec.name,
      owner: spec.owner,
      dryRun,
    };
    const eventId = 'operation-open';
    const opened = await auditor.run({ eventId, request, meta }, async () => {
      const caller = await access.requireUser(
        request,
        siemForwarderCreatePermission,
      );
      requireMembership(caller, spec.owner);
      refuseOnErrors(spec.name, checkSpec(spec));
      requireScope(options, spec);
      return {
        result: await operations.open({
          id,
          spec,
          dryRun,
          rollBackOnFailure,
          actor: caller.userEntityRef,
        }),
      };
    });
    response.json(opened);
  });

  router.get('/v1/operations/:operation', async (request, response) => {
    const credentials = await httpAuth.credentials(request, {
      allow: ['user', 'service'],
    });
    const id = request.params.operation;
    if (credentials.principal.type === 'service') {
      await requireService(httpAuth, request, SCAFFOLDER);
      response.json(await operations.get(id));
      return;
    }
    const caller = await access.requireUser(
      request,
      siemForwarderReadPermission,
    );
    const operation = await operations.get(id);
    if (
      caller.userEntityRef !== operation.actor &&
      !isMember(caller, operation.spec.owner)
    ) {
      // As if there were none: whoever may not see it learns nothing of it.
      throw noSuchOperation(id);
    }
    response.json(operation);
  });

  router.put(
    '/v1/operations/:operation/steps/:step',
    async (request, response) => {
      const { operation, step } = request.params;
      const meta = { operation, step };
      const eventId = 'operation-step';
      const left = clientLeaves(request, response);
      const answer = await auditor.run({ eventId, request, meta }, async () => {
        await requireService(httpAuth, request, SCAFFOLDER);
        try {
          const result = await operations.runStep(operation, step, left);
          return { result, meta: { status: result.status } };
        } catch (error) {
          if (left.aborted) {
            // A cancelled run did as it was told, which is no failure.
            return { result: undefined, meta: { status: 'cancelled' } };
          }
          throw error;
        }
      });
      if (!answer) {
        // Nobody is there to be told.
        return;
      }
      if (answer.retryAfterSeconds !== undefined) {
        response.set('Retry-After', String(answer.retryAfterSeconds));
      }
      response.json(answer);
    },
  );
}
