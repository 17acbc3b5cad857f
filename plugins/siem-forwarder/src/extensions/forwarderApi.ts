import { discoveryApiRef, fetchApiRef } from '@backstage/core-plugin-api';
import { ApiBlueprint } from '@backstage/frontend-plugin-api';
import { SiemForwarderClient, siemForwarderApiRef } from '../api';

/** The client of the backend. */
export const forwarderApi = ApiBlueprint.make({
  params: define =>
    define({
      api: siemForwarderApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new SiemForwarderClient(deps),
    }),
});
