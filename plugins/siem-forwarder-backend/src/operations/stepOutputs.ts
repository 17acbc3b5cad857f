import {
  operationKinds,
  operationSteps,
  OperationStep,
  StepResult,
} from 'backstage-plugin-siem-forwarder-common';
import { StoredStep } from './OperationStore';

const order: readonly OperationStep[] = operationKinds.flatMap(
  kind => operationSteps[kind],
);

/** The last answers of an operation's steps, in the order of the steps. */
export function resultsInOrder(steps: StoredStep[]): StepResult[] {
  return steps
    .flatMap(({ result }) => (result ? [result] : []))
    .sort((a, b) => order.indexOf(a.step) - order.indexOf(b.step));
}

/** All outputs of an operation; a later step's wins. */
export function stepOutputs(steps: StoredStep[]): Record<string, string> {
  return Object.assign({}, ...resultsInOrder(steps).map(r => r.outputs));
}
