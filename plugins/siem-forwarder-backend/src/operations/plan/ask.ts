import { toError } from '@backstage/errors';
import { Problem } from 'backstage-plugin-siem-forwarder-common';
import { isAzureError } from '../../azure/AzureError';
import { caution, problem } from '../problems';

/**
 * Runs a check; one that cannot be asked is a problem of its own, so that the
 * others are still reported.
 *
 * @param about - the field that the check is about, what could not be checked,
 *   and whether the operation may go on without an answer
 */
export async function ask(
  about: { field: string; what: string; optional?: boolean },
  check: () => Promise<Problem[]>,
): Promise<Problem[]> {
  try {
    return await check();
  } catch (error) {
    const report = about.optional ? caution : problem;
    const message = `${about.what} could not be checked: ${
      toError(error).message
    }`;
    return [
      isAzureError(error)
        ? report(
            about.field,
            `not-checked-${error.kind}`,
            `${about.what} could not be checked: ${error.service} did not ${error.action} (${error.azureMessage})`,
            error.remedy,
          )
        : report(
            about.field,
            'not-checked',
            message,
            'Try again, and tell the platform team when it stays.',
          ),
    ];
  }
}
