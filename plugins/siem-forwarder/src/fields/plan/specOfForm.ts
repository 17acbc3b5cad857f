import { ForwarderSpec } from 'backstage-plugin-siem-forwarder-common';

/**
 * The specification in a form's data: the template's parameters have its
 * shape, beside the plan's own value.
 *
 * @remarks
 * Nothing is judged here; the backend validates what it gets and names the
 * field that does not fit.
 */
export function specOfForm(formData: object): ForwarderSpec {
  const { plan, ...spec } = formData as ForwarderSpec & { plan?: unknown };
  return spec;
}
