import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { stringFieldSchema } from '../stringFieldSchema';
import { KeyVaultField } from './KeyVaultField';

/** `ui:field: SiemForwarderKeyVault`. */
export const keyVaultFormField = createFormField({
  name: 'SiemForwarderKeyVault',
  component: KeyVaultField,
  schema: stringFieldSchema,
});
