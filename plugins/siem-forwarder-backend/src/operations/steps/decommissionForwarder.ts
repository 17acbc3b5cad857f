import { PlannedChange } from 'backstage-plugin-siem-forwarder-common';
import { Step, StepContext } from '../Step';

const STEP = 'forwarder:decommission';

/**
 * Takes a forwarder down: what the journals of its operations made and nobody
 * else uses goes, the rest is named with the reason why it stays.
 */
export const decommissionForwarder: Step<typeof STEP> = {
  step: STEP,

  async compare() {
    return { changes: [], problems: [] };
  },

  async planDryRun(context) {
    const { deleted, kept } = await context.planTakeBack();
    return {
      changes: [
        ...deleted.map(
          resource => ({ step: STEP, action: 'delete', resource } as const),
        ),
        ...kept.map(
          ({ resource, reason }) =>
            ({
              step: STEP,
              action: 'keep',
              resource,
              difference: reason,
            } as const),
        ),
        ...(await foreignParts(context)),
      ],
      problems: [],
    };
  },

  async run(context) {
    const pass = await context.takeBack();
    if (pass.status === 'waiting') {
      return {
        status: 'waiting',
        message: pass.pending.join('\n'),
        retryAfterSeconds: pass.retryAfterSeconds,
        changes: [],
        outputs: {},
      };
    }
    const foreign = await foreignParts(context);
    const left = [
      ...pass.left,
      ...foreign.map(
        ({ resource, difference }) => `${resource}: ${difference}`,
      ),
    ];
    return {
      status: 'done',
      message: [
        `'${context.spec.name}' is taken down.`,
        ...left.map(line => `Left in place: ${line}`),
      ].join('\n'),
      changes: foreign,
      outputs: {},
    };
  },
};

/** What the forwarder rests on and the portal did not make: it stays. */
async function foreignParts(context: StepContext): Promise<PlannedChange[]> {
  const { siem, spec, store, target } = context;
  const parts: [resource: string, id: string][] = [
    [`data export rule ${target.ruleId.name}`, `${target.ruleId}`],
    ...(siem.configures
      ? ([[`reader in ${siem.title}`, `${siem.id}/${spec.name}`]] as [
          string,
          string,
        ][])
      : []),
    [`event hub ${target.hubId.name}`, `${target.hubId}`],
    [`namespace ${target.namespaceId.name}`, `${target.namespaceId}`],
  ];
  // Asked when ours are gone already.
  const made = await Promise.all(
    parts.map(([, id]) => store.hasCreated(id, { orDeleted: true })),
  );
  return [
    ...parts
      .filter((_, index) => !made[index])
      .map(([resource, resourceId]) => keep(resource, resourceId)),
    ...(spec.application?.clientId
      ? [
          keep(
            `application ${spec.application.clientId}`,
            spec.application.clientId,
          ),
        ]
      : []),
  ];
}

function keep(resource: string, resourceId: string): PlannedChange {
  return {
    step: STEP,
    action: 'keep',
    resource,
    resourceId,
    difference: 'The portal did not make it.',
  };
}
