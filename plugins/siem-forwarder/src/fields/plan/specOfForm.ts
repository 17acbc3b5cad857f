import { ForwarderSpec } from 'backstage-plugin-siem-forwarder-common';

/**
 * The specification in a form's data: the template's parameters have its
 * shape, beside the plan's own value and what is done when a step fails.
 *
 * @remarks
 * Nothing is judged here; the backend validates what it gets and names the
 * field that does not fit.
 */
export function specOfForm(formData: object): ForwarderSpec {
  const { plan, rollBackOnFailure, ...spec } = formData as ForwarderSpec & {
    plan?: unknown;
    rollBackOnFailure?: unknown;
  };
  return spec;
}
