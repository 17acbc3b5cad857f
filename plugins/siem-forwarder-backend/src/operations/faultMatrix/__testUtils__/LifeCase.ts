import { FaultName, faultNames } from './Fault';
import { CallRow } from './faultTable';
import { lifeTable } from './lifeTable';
import { UndertakingName, undertakingNames } from './undertakings';

/** What follows a fault: the portal goes on, or takes back what it did. */
export const lifeRemedies = ['go on', 'roll back'] as const;

/** One of these. */
export type LifeRemedy = (typeof lifeRemedies)[number];

/** One fault at one call of an undertaking, and what follows it. */
export interface LifeCase {
  undertaking: UndertakingName;
  /** `service operationId` */
  call: string;
  /** Which of the calls of that name; the first is 1. */
  turn: number;
  fault: FaultName;
  remedy: LifeRemedy;
}

/** Faults of a question in the life of a forwarder: each kind of end that a call can come to. */
const questionFaults: readonly FaultName[] = [
  'crash after',
  '401',
  '403',
  '404',
  '429',
  '503',
  'cut body',
];

/** A roll back meets every fault at every call; the others every one at each write, some at each question. */
function faultsAt(
  undertaking: UndertakingName,
  { kind }: CallRow,
  next: number,
): readonly FaultName[] {
  if (kind === 'write') {
    return faultNames;
  }
  if (undertaking === 'roll back') {
    return faultNames.filter(name => name !== '409');
  }
  const at = next % questionFaults.length;
  return [...questionFaults, ...questionFaults].slice(at, at + 3);
}

/** All cases; a roll back is not rolled back. */
export function allLifeCases(): LifeCase[] {
  const cases: LifeCase[] = [];
  for (const undertaking of undertakingNames) {
    for (const [call, row] of Object.entries(lifeTable[undertaking])) {
      for (let turn = 1; turn <= (row.turns ?? 1); turn += 1) {
        for (const fault of faultsAt(undertaking, row, cases.length)) {
          const remedy =
            undertaking === 'roll back'
              ? 'go on'
              : lifeRemedies[cases.length % lifeRemedies.length];
          cases.push({ undertaking, call, turn, fault, remedy });
        }
      }
    }
  }
  return cases;
}

/** `rotate, keyVault SetSecret (1), crash after, roll back` */
export function describeLifeCase(given: LifeCase): string {
  const { undertaking, call, turn, fault, remedy } = given;
  return `${undertaking}, ${call} (${turn}), ${fault}, ${remedy}`;
}

/** A sample that is always the same: of each undertaking some, writes above all. */
export function sampleOfLife(cases: readonly LifeCase[]): LifeCase[] {
  return undertakingNames.flatMap(undertaking => {
    const own = cases.filter(
      one =>
        one.undertaking === undertaking &&
        lifeTable[undertaking][one.call].kind === 'write',
    );
    return own.filter((_, index) => index % Math.ceil(own.length / 3) === 1);
  });
}
