import { LoggedRequest, plants } from 'azure-simulator';
import {
  ForwarderSpec,
  ProvisioningStep,
  provisioningSteps,
} from 'backstage-plugin-siem-forwarder-common';
import { BenchPortal } from './BenchPortal';

/** As a scaffolder action, where the plugin does not say how long. */
const DEFAULT_PAUSE_SECONDS = 5;
const ID = 'bench';

/** Asks for everything that a run can make, in a plant where nothing is prepared. */
const spec: ForwarderSpec = {
  name: 'ot-alerts',
  owner: plants.osaka.owner,
  workspaceId: plants.osaka.workspaceId,
  content: 'both',
  exportsWholeTable: false,
  prepareSource: true,
  siem: 'soc-splunk',
  namespace: { name: 'evhns-bench-osaka', tier: 'Standard', capacity: 1 },
  eventHub: {
    name: 'defender-iot',
    partitionCount: 4,
    retentionHours: 168,
    consumerGroup: 'siem',
  },
  roleScope: 'eventHub',
  application: { graphPermission: true },
  secret: { lifetimeDays: 180, keyVault: 'kv-ot-siem' },
};

/** What one step took. All in milliseconds. */
export interface StepTimes {
  step: ProvisioningStep;
  whole: number;
  /** Pauses of the scaffolder between two answers. */
  pauses: number;
  /** Answers of the plugin. */
  answers: number;
  requests: LoggedRequest[];
}

/**
 * Runs all steps as a scaffolder task does: one after the other, each asked
 * until it is done, with the pauses that the plugin asks for.
 */
export async function runProvisioning(
  portal: BenchPortal,
): Promise<StepTimes[]> {
  await portal.open(ID, spec);
  const steps: StepTimes[] = [];
  for (const step of provisioningSteps) {
    steps.push(await runStep(portal, step));
  }
  return steps;
}

async function runStep(
  portal: BenchPortal,
  step: ProvisioningStep,
): Promise<StepTimes> {
  const { clock, operations } = portal;
  const start = clock.now();
  let pauses = 0;
  for (let answers = 1; ; answers += 1) {
    const result = await operations.runStep(ID, step);
    if (result.status === 'done') {
      const whole = clock.now() - start;
      const requests = await portal.takeRequests();
      return { step, whole, pauses, answers, requests };
    }
    const pause = (result.retryAfterSeconds ?? DEFAULT_PAUSE_SECONDS) * 1000;
    clock.skip(pause);
    pauses += pause;
  }
}
