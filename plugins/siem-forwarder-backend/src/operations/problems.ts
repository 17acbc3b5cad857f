import { InputError } from '@backstage/errors';
import { Problem } from 'backstage-plugin-siem-forwarder-common';

/** Something that stops an operation. */
export function problem(
  field: string,
  code: string,
  message: string,
  remedy: string,
): Problem {
  return { field, code, message, remedy, severity: 'error' };
}

/** Something that is shown and stops nothing. */
export function caution(
  field: string,
  code: string,
  message: string,
  remedy: string,
): Problem {
  return { field, code, message, remedy, severity: 'warning' };
}

/** One line a problem: `namespace.name: … Remedy.` */
export function describeProblem({ field, message, remedy }: Problem): string {
  return `${field}: ${message} ${remedy}`;
}

/**
 * Refuses when anything of severity `error` stands against a specification.
 *
 * @throws InputError that lists every such problem with its field and remedy
 */
export function refuseOnErrors(name: string, problems: Problem[]): void {
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (errors.length === 0) {
    return;
  }
  const count =
    errors.length === 1 ? 'One thing stands' : `${errors.length} things stand`;
  throw new InputError(
    [
      `${count} against the forwarder '${name}':`,
      ...errors.map(error => `- ${describeProblem(error)}`),
    ].join('\n'),
  );
}
