import { useApi } from '@backstage/core-plugin-api';
import { FormOptions } from 'backstage-plugin-siem-forwarder-common';
import { siemForwarderApiRef } from '../api';
import { Reloading, useReloading } from '../live';

/** Owners, SIEM instances and key vaults that the form may offer to the user. */
export function useFormOptions(): Reloading<FormOptions> {
  const api = useApi(siemForwarderApiRef);
  return useReloading(signal => api.getFormOptions({ signal }), {
    key: 'options',
  });
}
