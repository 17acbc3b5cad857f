import { ProvisioningStep } from 'backstage-plugin-siem-forwarder-common';
import { LoggedRequest } from 'azure-simulator';

/** One call of one step, as a clean run makes it. */
export interface CallSite {
  step: ProvisioningStep;
  /** `service operationId`, as the simulator's log names them. */
  call: string;
  /** Which of the step's calls of that name; the first is 1. */
  turn: number;
  isWrite: boolean;
}

/** The calls of one step, in their order, by what the simulator has logged of it. */
export function callSitesOf(
  step: ProvisioningStep,
  requests: readonly LoggedRequest[],
): CallSite[] {
  const turns = new Map<string, number>();
  return requests.map(({ service, operationId, isWrite, path }) => {
    const call = `${service} ${operationId ?? path}`;
    const turn = (turns.get(call) ?? 0) + 1;
    turns.set(call, turn);
    return { step, call, turn, isWrite };
  });
}
