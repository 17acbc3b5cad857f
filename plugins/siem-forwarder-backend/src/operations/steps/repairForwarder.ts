import { PlannedChange } from 'backstage-plugin-siem-forwarder-common';
import { validUntil } from '../ClientCredential';
import { planSiem } from '../deliverToSiem';
import { forwarderEntity } from '../forwarderEntity';
import { putRegistration } from '../life/putRegistration';
import { requireRegistration } from '../life/requireRegistration';
import { Registration } from '../OperationStore';
import { describeProblem } from '../problems';
import { ComparisonContext, Step, StepContext, StepOutcome } from '../Step';
import { connectSiem } from './connectSiem';
import { provisioningPlan } from './provisioningPlan';
import { findApplication } from './registerApplication';

const STEP = 'forwarder:repair';

/** What a forwarder rests on, in the order in which it is made. */
const parts: readonly Step[] = provisioningPlan.filter(
  ({ step }) => step !== 'forwarding:verify' && step !== 'forwarder:register',
);

/**
 * Compares everything that a forwarder rests on with its specification, and
 * brings about again only what has drifted. What cannot be put back is left
 * and named.
 */
export const repairForwarder: Step<typeof STEP> = {
  step: STEP,

  async compare(given) {
    const context = { ...given, repairs: true };
    const changes: PlannedChange[] = [];
    for (const part of parts) {
      if (!(await isFine(part, context))) {
        changes.push(...(await part.compare(context)).changes);
      }
    }
    return { changes: changes.map(asOwn), problems: [] };
  },

  async run(given) {
    const registration = await requireRegistration(given);
    const context: StepContext = {
      ...given,
      repairs: true,
      outputs: { ...registration.outputs, ...given.outputs },
    };
    const state: Record<string, string> = { ...given.state };
    const changes: PlannedChange[] = [];
    const left: string[] = [];
    for (const part of parts) {
      if (await isFine(part, context)) {
        continue;
      }
      const { problems } = await part.compare(context);
      if (problems.length > 0) {
        left.push(...problems.map(describeProblem));
        continue;
      }
      const outcome = await part.run({
        ...context,
        since: sinceOf(part, context, state),
        state,
      });
      if (outcome.status === 'waiting') {
        return { ...outcome, changes: [], outputs: {}, state };
      }
      delete state[sinceKey(part)];
      Object.assign(state, outcome.state);
      Object.assign(context.outputs, outcome.outputs);
      changes.push(...outcome.changes);
    }
    const made = changes.filter(({ action }) => action !== 'adopt');
    const registered = await register(context, registration);
    return report(made.map(asOwn), left, registered, context, state);
  },
};

/** The SIEM reads an adopted forwarder with a secret that the portal never saw: what works is left alone. */
async function isFine(
  part: Step,
  context: ComparisonContext,
): Promise<boolean> {
  if (part !== connectSiem || !context.spec.adopted) {
    return false;
  }
  const application = await findApplication(context);
  const isValid = application?.passwords.some(
    ({ keyId }) => validUntil(context, application, keyId) !== undefined,
  );
  const siem = await planSiem(context, application?.appId);
  return (
    isValid === true && siem.changes.every(({ action }) => action === 'adopt')
  );
}

/** Each part has a patience of its own, which begins when it first waits. */
function sinceOf(
  part: Step,
  { now }: StepContext,
  state: Record<string, string>,
): Date {
  state[sinceKey(part)] ??= now().toISOString();
  return new Date(state[sinceKey(part)]);
}

function sinceKey({ step }: Step): string {
  return `since ${step}`;
}

async function register(
  context: StepContext,
  registration: Registration,
): Promise<boolean> {
  if (context.spec.adopted) {
    return false;
  }
  const entity = forwarderEntity(context, registration.entity);
  // When the rule began to export is no part of what drifts.
  const { exportRuleSince: _, ...outputs } = context.outputs;
  return putRegistration(context, registration, {
    entity,
    outputs: {
      ...outputs,
      ...(registration.outputs.exportRuleSince && {
        exportRuleSince: registration.outputs.exportRuleSince,
      }),
    },
  });
}

function report(
  changes: PlannedChange[],
  left: string[],
  registered: boolean,
  { target }: StepContext,
  state: Record<string, string>,
): StepOutcome {
  return {
    status: 'done',
    message: [
      changes.length === 0 && !registered
        ? 'Nothing has drifted that can be put back.'
        : `Put back: ${
            changes.map(({ resource }) => resource).join(', ') ||
            `catalog entity ${target.entityRef}`
          }.`,
      ...left.map(line => `Left as it is: ${line}`),
    ].join('\n'),
    changes,
    outputs: { entityRef: target.entityRef },
    state,
  };
}

function asOwn(change: PlannedChange): PlannedChange {
  return { ...change, step: STEP };
}
