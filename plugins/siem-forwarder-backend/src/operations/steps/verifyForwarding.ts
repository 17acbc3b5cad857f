import { toError } from '@backstage/errors';
import {
  SiemConnection,
  SiemDeliveryFacts,
} from 'backstage-plugin-siem-forwarder-node';
import { requireOutput } from '../requireOutput';
import { siemConnection } from '../siemConnection';
import { Step, StepContext, StepOutcome } from '../Step';

/** How long the run itself waits; the regular checks go on after it. */
const PATIENCE_MINUTES = 5;
const ASK_AGAIN_SECONDS = 15;

type Arrivals = Pick<SiemDeliveryFacts, 'arrivals'>;

/**
 * Looks, without sending anything, whether rows arrive in the SIEM. Azure may
 * take 30 minutes to start an export and a quiet site has nothing to export,
 * so no arrival is not a failure.
 */
export const verifyForwarding: Step<'forwarding:verify'> = {
  step: 'forwarding:verify',

  async compare() {
    return { changes: [], problems: [] };
  },

  async run(context) {
    const { siem } = context;
    if (!siem.verifies) {
      return proven(
        'not-visible',
        `Whether rows arrive in ${siem.title} cannot be seen from here; its handover page says how to look.`,
      );
    }
    const connection = siemConnection(
      context,
      requireOutput(context.outputs, 'clientId'),
      context.outputs.hostName,
    );
    const facts = await look(context, connection);
    // Somebody who was interrupted has not seen that nothing is there.
    context.stop.throwIfAborted();
    const arrival = arrivalSince(facts, startOfExport(context));
    if (arrival) {
      return proven(
        'arrival',
        `A row arrived in ${siem.title} at ${arrival}.`,
        {
          lastEventAt: arrival,
        },
      );
    }
    return secondsLeft(context) > 0
      ? {
          status: 'waiting',
          message: `Nothing has arrived in ${siem.title} yet${reasonOf(
            facts,
          )}.`,
          retryAfterSeconds: Math.min(
            ASK_AGAIN_SECONDS,
            Math.max(1, Math.ceil(secondsLeft(context))),
          ),
          changes: [],
          outputs: {},
        }
      : proven(
          'pending',
          `Nothing has arrived in ${
            siem.title
          } within ${PATIENCE_MINUTES} minutes${reasonOf(
            facts,
          )}; the regular checks go on looking.`,
        );
  },
};

/** A SIEM that cannot be asked now is no reason to fail a finished set-up. */
async function look(
  { now, siem, signal }: StepContext,
  connection: SiemConnection,
): Promise<Arrivals> {
  try {
    const [facts] = await siem.collect([connection], { signal });
    return facts;
  } catch (error) {
    return {
      arrivals: {
        unavailable: toError(error).message,
        observedAt: now().toISOString(),
      },
    };
  }
}

function proven(
  proof: 'arrival' | 'pending' | 'not-visible',
  message: string,
  outputs: Record<string, string> = {},
): StepOutcome {
  return {
    status: 'done',
    message,
    changes: [],
    outputs: { proof, ...outputs },
  };
}

/** Arrivals before this belong to an older stream through the same hub. */
function startOfExport({ outputs, since }: StepContext): Date {
  return outputs.exportRuleSince ? new Date(outputs.exportRuleSince) : since;
}

function arrivalSince(facts: Arrivals, start: Date): string | undefined {
  const arrivals = facts.arrivals;
  if (!arrivals || !('value' in arrivals)) {
    return undefined;
  }
  const at = arrivals.value.lastIndexedAt;
  return at && new Date(at) >= start ? at : undefined;
}

function reasonOf(facts: Arrivals): string {
  const arrivals = facts.arrivals;
  return arrivals && 'unavailable' in arrivals
    ? ` (${arrivals.unavailable})`
    : '';
}

function secondsLeft({ now, since }: StepContext): number {
  return PATIENCE_MINUTES * 60 - (now().getTime() - since.getTime()) / 1000;
}
