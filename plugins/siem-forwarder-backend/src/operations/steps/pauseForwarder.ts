import { ConflictError } from '@backstage/errors';
import { PAUSED_ANNOTATION } from 'backstage-plugin-siem-forwarder-common';
import { putRegistration } from '../life/putRegistration';
import { requireRegistration } from '../life/requireRegistration';
import { problem } from '../problems';
import { ComparisonContext, Step, StepContext, StepOutcome } from '../Step';

/** Notes a reason for a pause: checks go on, alerts are not sent. Azure is left alone. */
export const pauseForwarder: Step<'forwarder:pause'> = {
  step: 'forwarder:pause',
  compare: async context => plan('forwarder:pause', context),
  run: async context =>
    annotate('forwarder:pause', context, `${context.input.reason}`),
};

/** Takes the reason away again. */
export const resumeForwarder: Step<'forwarder:resume'> = {
  step: 'forwarder:resume',
  compare: async context => plan('forwarder:resume', context),
  run: async context => annotate('forwarder:resume', context, undefined),
};

type PauseStep = 'forwarder:pause' | 'forwarder:resume';

function plan(step: PauseStep, { spec, target }: ComparisonContext) {
  return {
    changes: [
      {
        step,
        action: 'change' as const,
        resource: `catalog entity ${target.entityRef}`,
      },
    ],
    problems: spec.adopted
      ? [
          problem(
            'entityRef',
            'entity-not-ours',
            `'${target.entityRef}' is described in its own catalog-info.yaml.`,
            `Write the reason into its annotation ${PAUSED_ANNOTATION} there.`,
          ),
        ]
      : [],
  };
}

async function annotate(
  step: PauseStep,
  context: StepContext,
  reason: string | undefined,
): Promise<StepOutcome> {
  const { changes, problems } = plan(step, context);
  if (problems[0]) {
    throw new ConflictError(`${problems[0].message} ${problems[0].remedy}`);
  }
  const registration = await requireRegistration(context);
  const { entity } = registration;
  const { [PAUSED_ANNOTATION]: _, ...annotations } =
    entity.metadata.annotations ?? {};
  const isNew = await putRegistration(context, registration, {
    entity: {
      ...entity,
      metadata: {
        ...entity.metadata,
        annotations: {
          ...annotations,
          ...(reason !== undefined && { [PAUSED_ANNOTATION]: reason }),
        },
      },
    },
  });
  return {
    status: 'done',
    message:
      reason === undefined
        ? 'Alerts are sent again.'
        : `Paused: ${reason}. Checks go on, alerts are not sent.`,
    changes: isNew ? changes : [],
    outputs: { entityRef: context.target.entityRef },
  };
}
