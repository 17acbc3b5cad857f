import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { stringFieldSchema } from '../stringFieldSchema';
import { SiemField } from './SiemField';

/** `ui:field: SiemForwarderSiem`. */
export const siemFormField = createFormField({
  name: 'SiemForwarderSiem',
  component: SiemField,
  schema: stringFieldSchema,
});
