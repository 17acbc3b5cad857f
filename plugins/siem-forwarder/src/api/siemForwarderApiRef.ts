import { createApiRef } from '@backstage/core-plugin-api';
import { SiemForwarderApi } from './SiemForwarderApi';

/**
 * Where pages and form fields find the {@link SiemForwarderApi}.
 *
 * @public
 */
export const siemForwarderApiRef = createApiRef<SiemForwarderApi>({
  id: 'plugin.siem-forwarder.client',
});
