import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { stringFieldSchema } from '../stringFieldSchema';
import { NamespaceNameField } from './NamespaceNameField';
import { validateNamespaceName } from './validateNamespaceName';

/** `ui:field: SiemForwarderNamespaceName`. */
export const namespaceNameFormField = createFormField({
  name: 'SiemForwarderNamespaceName',
  component: NamespaceNameField,
  validation: validateNamespaceName,
  schema: stringFieldSchema,
});
