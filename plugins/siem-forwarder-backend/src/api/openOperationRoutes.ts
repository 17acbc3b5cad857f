import { NotFoundError } from '@backstage/errors';
import { isResourcePermission } from '@backstage/plugin-permission-common';
import {
  Operation,
  siemForwarderCreatePermission,
  siemForwarderReadPermission,
} from 'backstage-plugin-siem-forwarder-common';
import { operationKindTable } from '../operations/kinds';
import { noSuchOperation } from '../operations/noSuchOperation';
import { Operations } from '../operations/Operations';
import { Reading } from './createReading';
import {
  Caller,
  isMember,
  OwnerAccess,
  requireMembership,
} from './OwnerAccess';
import { requireScope, ScopeRules } from './requireScope';
import { Reader } from './ReadAccess';
import { RouteAuditor } from './RouteAuditor';
import { SiemForwarderRouter } from './SiemForwarderRouter';

/** Operations of one list when no limit is asked for. */
const DEFAULT_LIMIT = 50;

/** What the routes of open operations need. */
export interface OpenOperationRoutesOptions extends ScopeRules {
  operations: Operations;
  access: OwnerAccess;
  auditor: RouteAuditor;
  reading: Pick<Reading, 'access' | 'index' | 'reader'>;
}

/** Adds the routes that list operations, go on with them and roll them back. */
export function addOpenOperationRoutes(
  router: SiemForwarderRouter,
  options: OpenOperationRoutesOptions,
): void {
  const { access, auditor, operations } = options;

  router.get('/v1/operations', async (request, response) => {
    const caller = await access.requireUser(
      request,
      siemForwarderReadPermission,
    );
    const { entityRef, status, limit = DEFAULT_LIMIT } = request.query;
    const items = await operations.list({
      ...(entityRef && { entityRef: entityRef.toLocaleLowerCase('en-US') }),
      ...(status && { status }),
      // Every dialog of a page opens a dry run: they would crowd the others out.
      real: true,
      // As `maySee`, but asked of the database: others may have opened any
      // number of newer ones.
      seenBy: { actor: caller.userEntityRef, owners: caller.owners },
      limit,
    });
    response.json({ items });
  });

  router.post('/v1/operations/:operation/retry', async (request, response) => {
    const id = request.params.operation;
    const result = await auditor.run(
      { eventId: 'operation-retry', request, meta: { operation: id } },
      async () => {
        await requireControl(options, request, id);
        return { result: await operations.retry(id) };
      },
    );
    response.status(202).json(result);
  });

  router.post(
    '/v1/operations/:operation/rollback',
    async (request, response) => {
      const id = request.params.operation;
      const result = await auditor.run(
        { eventId: 'operation-rollback', request, meta: { operation: id } },
        async () => {
          const { userEntityRef } = await requireControl(options, request, id);
          return {
            result: await operations.rollBack(id, `${userEntityRef} asked.`),
          };
        },
      );
      response.status(202).json(result);
    },
  );
}

function maySee(caller: Caller, { actor, spec }: Operation): boolean {
  return caller.userEntityRef === actor || isMember(caller, spec.owner);
}

/**
 * Makes sure that a user may go on with an operation or roll it back: he sees
 * it, acts for its owner, in whose scope the forwarder lies, and has the
 * permission of its kind now, whoever opened it.
 *
 * @throws NotFoundError when there is none that he may see
 * @throws NotAllowedError that names what is lacking
 */
async function requireControl(
  options: OpenOperationRoutesOptions,
  request: Parameters<OwnerAccess['requireUser']>[0],
  id: string,
): Promise<Caller> {
  const { access, operations, reading } = options;
  const caller = await access.requireUser(request, siemForwarderReadPermission);
  const operation = await operations.get(id);
  if (!maySee(caller, operation)) {
    throw noSuchOperation(id);
  }
  requireMembership(caller, operation.spec.owner);
  const permission =
    operation.kind === 'provision'
      ? siemForwarderCreatePermission
      : operationKindTable[operation.kind]?.permission ??
        siemForwarderCreatePermission;
  if (isResourcePermission(permission)) {
    const who = await reading.access.readerOf(caller.credentials);
    await requireEntity(options, caller, who, operation);
    await reading.access.requireOn(who, permission, operation.entityRef);
  } else {
    await access.userOf(caller.credentials, permission);
  }
  requireScope(options, operation.spec);
  return caller;
}

/**
 * Makes sure that a user sees the forwarder, and acts for the owner that it has
 * now: the catalog may have given one that was adopted another. One that the
 * catalog has lost hides nothing.
 *
 * @throws NotFoundError or NotAllowedError
 */
async function requireEntity(
  { reading }: OpenOperationRoutesOptions,
  caller: Caller,
  who: Reader,
  { id, entityRef }: Operation,
): Promise<void> {
  try {
    const { owner } = await reading.reader.require(entityRef, who);
    if (owner !== undefined) {
      requireMembership(caller, owner);
    }
  } catch (error) {
    if (!NotFoundError.is(error)) {
      throw error;
    }
    if (await reading.index.get(entityRef)) {
      throw noSuchOperation(id);
    }
  }
}
