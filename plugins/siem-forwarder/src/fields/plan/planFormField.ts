import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { stringFieldSchema } from '../stringFieldSchema';
import { PlanField } from './PlanField';
import { validatePlan } from './validatePlan';

/** `ui:field: SiemForwarderPlan`. */
export const planFormField = createFormField({
  name: 'SiemForwarderPlan',
  component: PlanField,
  validation: validatePlan,
  schema: stringFieldSchema,
});
