import { useApi, useApiHolder } from '@backstage/core-plugin-api';
import { siemForwarderApiRef } from '../../api';
import { groupTitle } from '../../catalog/groupTitle';
import { Reloading, useReloading } from '../../live';

/** The owner groups that the user may create forwarders for, with their names. */
export function useOwnerChoices(): Reloading<{ id: string; label: string }[]> {
  const api = useApi(siemForwarderApiRef);
  const apis = useApiHolder();
  return useReloading(
    async signal => {
      const { owners } = await api.getFormOptions({ signal });
      return Promise.all(
        owners.map(async id => ({ id, label: await groupTitle(apis, id) })),
      );
    },
    { key: 'owners' },
  );
}
