import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { stringFieldSchema } from '../stringFieldSchema';
import { WorkspaceField } from './WorkspaceField';

/** `ui:field: SiemForwarderWorkspace`. */
export const workspaceFormField = createFormField({
  name: 'SiemForwarderWorkspace',
  component: WorkspaceField,
  schema: stringFieldSchema,
});
