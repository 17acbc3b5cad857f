import {
  ProvisioningStep,
  provisioningSteps,
} from 'backstage-plugin-siem-forwarder-common';
import { FaultName } from './Fault';
import { faultsOf, faultTable } from './faultTable';

/** What people, or the scaffolder, do after a fault. */
export const remedies = ['retry', 'resume', 'roll back'] as const;

/** One of these. */
export type Remedy = (typeof remedies)[number];

/** One fault at one call, and what follows it. */
export interface FaultCase {
  step: ProvisioningStep;
  /** `service operationId` */
  call: string;
  /** Which of the step's calls of that name; the first is 1. */
  turn: number;
  fault: FaultName;
  remedy: Remedy;
}

/** All cases: each fault at each call with one remedy in turn, at each write with all of them. */
export function allCases(): FaultCase[] {
  const cases: FaultCase[] = [];
  let next = 0;
  for (const step of provisioningSteps) {
    for (const [call, { kind, turns = 1 }] of Object.entries(
      faultTable[step],
    )) {
      for (let turn = 1; turn <= turns; turn += 1) {
        for (const fault of faultsOf[kind]) {
          next += 1;
          const chosen =
            kind === 'write' ? remedies : [remedies[next % remedies.length]];
          cases.push(
            ...chosen.map(remedy => ({ step, call, turn, fault, remedy })),
          );
        }
        next += 1;
      }
    }
  }
  return cases;
}

/** `siem:connect, keyVault SetSecret (1), crash after, retry` */
export function describeCase({ step, call, turn, fault, remedy }: FaultCase) {
  return `${step}, ${call} (${turn}), ${fault}, ${remedy}`;
}

/**
 * A sample that is always the same: every fault with every remedy, spread over
 * the steps so that each has its share.
 */
export function sampleOf(cases: readonly FaultCase[]): FaultCase[] {
  const chosen = new Map<string, FaultCase>();
  const perStep = new Map<ProvisioningStep, number>();
  const kinds = [
    ...new Set(cases.map(({ fault, remedy }) => `${fault} ${remedy}`)),
  ];
  for (const kind of kinds) {
    const fitting = cases.filter(
      ({ fault, remedy }) => `${fault} ${remedy}` === kind,
    );
    const share = (step: ProvisioningStep) => perStep.get(step) ?? 0;
    const [pick] = [...fitting].sort((a, b) => share(a.step) - share(b.step));
    // Not always the first call of a step.
    const siblings = fitting.filter(({ step }) => step === pick.step);
    const one = siblings[(chosen.size * 7) % siblings.length];
    chosen.set(kind, one);
    perStep.set(one.step, share(one.step) + 1);
  }
  return [...chosen.values()];
}
