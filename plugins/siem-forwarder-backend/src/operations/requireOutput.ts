import { ConflictError } from '@backstage/errors';

/**
 * An output of an earlier step.
 *
 * @throws ConflictError when that step has not run in this operation
 */
export function requireOutput(
  outputs: Record<string, string>,
  name: string,
): string {
  const value = outputs[name];
  if (!value) {
    throw new ConflictError(
      `The operation has no '${name}' yet; run the steps of the template in their order`,
    );
  }
  return value;
}
