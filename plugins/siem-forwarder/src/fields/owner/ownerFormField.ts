import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { stringFieldSchema } from '../stringFieldSchema';
import { OwnerField } from './OwnerField';

/** `ui:field: SiemForwarderOwner`. */
export const ownerFormField = createFormField({
  name: 'SiemForwarderOwner',
  component: OwnerField,
  schema: stringFieldSchema,
});
