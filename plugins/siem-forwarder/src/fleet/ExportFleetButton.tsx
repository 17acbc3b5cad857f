import { useApi } from '@backstage/core-plugin-api';
import { siemForwarderApiRef } from '../api';
import { DownloadButton } from '../download';
import { FleetFilters } from './FleetFilters';

/** Saves all forwarders that the filters find, not only the page that is shown. */
export function ExportFleetButton(props: { filters: FleetFilters }) {
  const api = useApi(siemForwarderApiRef);
  const { cursor: _, ...filters } = props.filters;
  return (
    <DownloadButton
      name="siem-forwarders"
      load={() => api.exportForwarders(filters)}
    />
  );
}
