import fc from 'fast-check';
import { FaultName } from './Fault';
import { Remedy, remedies } from './FaultCase';
import { faultsOf } from './faultTable';
import { lifeTable } from './lifeTable';

/** One rotation: what befalls it, what is done then, and how long nothing is done after. */
export interface RandomRotation {
  /** `service operationId` */
  call: string;
  /** Which of the calls of that name; the first is 1. */
  turn: number;
  fault: FaultName;
  remedy: Remedy;
  pauseMinutes: number;
}

/** Rotations with random faults at random calls, the same for the same seed. */
export function randomRotations(seed: number, count: number): RandomRotation[] {
  const rotation = fc
    .constantFrom(...Object.entries(lifeTable.rotate))
    .chain(([call, { kind, turns = 1 }]) =>
      fc.record({
        call: fc.constant(call),
        turn: fc.integer({ min: 1, max: turns }),
        fault: fc.constantFrom(...faultsOf[kind]),
        remedy: fc.constantFrom(...remedies),
        pauseMinutes: fc.integer({ min: 1, max: 60 }),
      }),
    );
  return fc.sample(rotation, { seed, numRuns: count });
}

/** `keyVault SetSecret (1), crash after, retry` */
export function describeRotation(given: RandomRotation): string {
  const { call, turn, fault, remedy } = given;
  return `${call} (${turn}), ${fault}, ${remedy}`;
}
