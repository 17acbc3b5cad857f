import { isDeepStrictEqual } from 'node:util';
import { ConflictError } from '@backstage/errors';
import { siemKinds } from '../../evaluate/siemKinds';
import { forwarderEntity } from '../forwarderEntity';
import { Registration } from '../OperationStore';
import { serves } from '../RegistrationDesk';
import { Step, StepContext } from '../Step';

const STEP = 'forwarder:register';

/** How long the run waits for the catalog, which reads registrations in turns. */
const CATALOG_PATIENCE_SECONDS = 60;
const ASK_AGAIN_SECONDS = 2;

/** Stores the forwarder and waits until the catalog serves its entity. */
export const registerForwarder: Step<typeof STEP> = {
  step: STEP,

  async compare({ target, store }) {
    const existing = await store.getRegistration(target.entityRef);
    return {
      changes: [
        {
          step: STEP,
          action: existing ? 'adopt' : 'create',
          resource: `catalog entity ${target.entityRef}`,
        },
      ],
      problems: [],
    };
  },

  async run(context) {
    const { registrations, target } = context;
    const existing = await registrations.get(target.entityRef);
    const wanted = describeRegistration(context, existing);
    if (existing && existing.owner !== wanted.owner) {
      throw new ConflictError(
        `name: '${target.entityRef}' is a forwarder of ${existing.owner}; choose another name and start a new run`,
      );
    }
    const isNew =
      !existing ||
      !isDeepStrictEqual(existing.entity, wanted.entity) ||
      !isDeepStrictEqual(lasting(existing.outputs), lasting(wanted.outputs));
    if (isNew) {
      await context.journal.write(
        {
          action: existing ? 'change' : 'create',
          kind: 'registration',
          resource: `catalog entity ${target.entityRef}`,
          resourceId: target.entityRef,
          ...(existing && { previous: { ...existing } }),
        },
        () => registrations.put(wanted),
      );
    }
    const served = serves(
      await registrations.findEntity(target.entityRef),
      wanted.entity,
    );
    if (!served && secondsPassed(context) < CATALOG_PATIENCE_SECONDS) {
      return {
        status: 'waiting',
        message: `Registered; waiting for the catalog to show ${target.entityRef}.`,
        retryAfterSeconds: ASK_AGAIN_SECONDS,
        changes: [],
        outputs: {},
      };
    }
    return {
      status: 'done',
      message: served
        ? `The catalog shows ${target.entityRef}.`
        : `Registered ${target.entityRef}; the catalog does not show it yet, and will within some minutes.`,
      changes: [
        {
          step: STEP,
          action: existing ? 'adopt' : 'create',
          resource: `catalog entity ${target.entityRef}`,
        },
      ],
      outputs: { ...wanted.outputs, entityRef: target.entityRef },
    };
  },
};

function describeRegistration(
  context: StepContext,
  existing: Registration | undefined,
): Registration {
  const { now, operationId, outputs, siem, spec, target, tenant } = context;
  const search = siemKinds[siem.kind]?.search;
  const portal = tenant.cloud.portal;
  return {
    entityRef: target.entityRef,
    owner: target.owner,
    operationId,
    entity: forwarderEntity(context, existing?.entity),
    outputs: {
      ...outputs,
      siemTitle: siem.title,
      ...(search && { search }),
      ...(!siem.configures && {
        handoverPath: `/catalog/default/resource/${spec.name}/siem-forwarder`,
      }),
      ...(portal && {
        workspaceUrl: portal.resource(`${target.workspaceId}`, tenant.id),
        namespaceUrl: portal.resource(`${target.namespaceId}`, tenant.id),
      }),
    },
    registeredAt: now().toISOString(),
  };
}

/** Outputs besides the time of the newest row, which is another one each time. */
function lasting(outputs: Record<string, string>): Record<string, string> {
  const { lastEventAt: _, ...rest } = outputs;
  return rest;
}

function secondsPassed({ now, since }: StepContext): number {
  return (now().getTime() - since.getTime()) / 1000;
}
