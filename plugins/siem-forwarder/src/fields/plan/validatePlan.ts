import { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { siemForwarderApiRef } from '../../api';
import { specOfForm } from './specOfForm';

/** Stops the form while anything stands against the specification: the review page is not reached. */
export const validatePlan: CustomFieldValidator<string> = async (
  _value,
  field,
  { apiHolder, formData },
) => {
  const api = apiHolder.get(siemForwarderApiRef);
  if (!api) {
    return;
  }
  const { problems } = await api.plan(specOfForm(formData));
  for (const { severity, message, remedy } of problems) {
    if (severity === 'error') {
      field.addError(`${message} ${remedy}`);
    }
  }
};
