import { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { siemForwarderApiRef } from '../../api';
import { readFormData } from '../readFormData';
import { availabilityPresentation } from './availabilityPresentation';

/**
 * Stops the form while the name is taken or invalid. A name that could not be
 * asked for passes: the plan looks again.
 */
export const validateNamespaceName: CustomFieldValidator<string> = async (
  name,
  field,
  { apiHolder, formData },
) => {
  const { owner, workspaceId } = readFormData(formData);
  const api = apiHolder.get(siemForwarderApiRef);
  if (!api || !owner || !workspaceId || !name) {
    return;
  }
  try {
    const { state, message } = await api.checkNamespaceName({
      owner,
      workspaceId,
      name,
    });
    if (availabilityPresentation[state].blocks) {
      field.addError(message);
    }
  } catch {
    // The field itself tells what went wrong; the plan looks again.
  }
};
