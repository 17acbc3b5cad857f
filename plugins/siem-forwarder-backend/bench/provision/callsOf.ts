import { LoggedRequest } from 'azure-simulator';
import { ProvisioningStep } from 'backstage-plugin-siem-forwarder-common';
import { provisioningGraph } from './provisioningGraph';
import { StepTimes } from './runProvisioning';

/** `resourceManager Namespaces_Get` */
export function callOf({ service, operationId, path }: LoggedRequest): string {
  return `${service} ${operationId ?? path}`;
}

/**
 * Makes sure that the graph is of this run: with a call that it does not know,
 * or one that no run sends any more, its critical path would be another's.
 *
 * @throws Error that names the calls
 */
export function requireSameCalls(steps: readonly StepTimes[]): void {
  const differences = differencesFromGraph(steps);
  if (differences.length > 0) {
    throw new Error(
      `bench/provision/provisioningGraph.ts is not what a run does: ${differences.join(
        '; ',
      )}`,
    );
  }
}

function differencesFromGraph(steps: readonly StepTimes[]): string[] {
  return steps.flatMap(({ step, requests }) => {
    const made = new Set(requests.map(callOf));
    const known = callsIn(step);
    return [
      ...[...made]
        .filter(call => !known.includes(call))
        .map(call => `${step} sends '${call}', which the graph does not know`),
      ...known
        .filter(call => !made.has(call))
        .map(call => `${step} does not send '${call}', which is in the graph`),
    ];
  });
}

function callsIn(step: ProvisioningStep): string[] {
  return provisioningGraph
    .takenIn(step)
    .filter(takes => !takes.startsWith('wait '));
}
