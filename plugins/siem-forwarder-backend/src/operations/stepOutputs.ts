import {
  provisioningSteps,
  StepResult,
} from 'backstage-plugin-siem-forwarder-common';
import { StoredStep } from './OperationStore';

/** The last answers of an operation's steps, in the order of the steps. */
export function resultsInOrder(steps: StoredStep[]): StepResult[] {
  return steps
    .flatMap(({ result }) => (result ? [result] : []))
    .sort(
      (a, b) =>
        provisioningSteps.indexOf(a.step) - provisioningSteps.indexOf(b.step),
    );
}

/** All outputs of an operation; a later step's wins. */
export function stepOutputs(steps: StoredStep[]): Record<string, string> {
  return Object.assign({}, ...resultsInOrder(steps).map(r => r.outputs));
}
