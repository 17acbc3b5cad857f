import { StepResult } from 'backstage-plugin-siem-forwarder-common';

/**
 * Hands the outputs of a step on to the template.
 *
 * @param names - outputs that the action declares
 * @param output - `ctx.output`
 */
export function setOutputs<Name extends string>(
  { outputs }: StepResult,
  names: readonly Name[],
  output: (name: Name, value: string) => void,
): void {
  for (const name of names) {
    const value = outputs[name];
    if (value !== undefined) {
      output(name, value);
    }
  }
}
