import { ProvisioningStep } from 'backstage-plugin-siem-forwarder-common';
import { LoggedRequest } from 'azure-simulator';

/** One call, as a clean run makes it. */
export interface Call {
  /** `service operationId`, as the simulator's log names them. */
  call: string;
  /** Which of the calls of that name; the first is 1. */
  turn: number;
  isWrite: boolean;
}

/** One call of one step. */
export interface CallSite extends Call {
  step: ProvisioningStep;
}

/** Calls in their order, by what the simulator has logged of them. */
export function callsOf(requests: readonly LoggedRequest[]): Call[] {
  const turns = new Map<string, number>();
  return requests.map(({ service, operationId, isWrite, path }) => {
    const call = `${service} ${operationId ?? path}`;
    const turn = (turns.get(call) ?? 0) + 1;
    turns.set(call, turn);
    return { call, turn, isWrite };
  });
}

/** The calls of one step, in their order, by what the simulator has logged of it. */
export function callSitesOf(
  step: ProvisioningStep,
  requests: readonly LoggedRequest[],
): CallSite[] {
  return callsOf(requests).map(call => ({ step, ...call }));
}
