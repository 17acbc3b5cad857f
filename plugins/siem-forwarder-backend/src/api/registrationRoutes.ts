import { HttpAuthService } from '@backstage/backend-plugin-api';
import { OperationStore } from '../operations/OperationStore';
import { requireService } from './requireService';
import { SiemForwarderRouter } from './SiemForwarderRouter';

/** What the route of registrations needs. */
export interface RegistrationRoutesOptions {
  store: Pick<OperationStore, 'listRegistrations'>;
  httpAuth: HttpAuthService;
}

/** Adds the list of entities that the catalog module reads. */
export function addRegistrationRoutes(
  router: SiemForwarderRouter,
  { store, httpAuth }: RegistrationRoutesOptions,
): void {
  router.get('/v1/registrations', async (request, response) => {
    await requireService(httpAuth, request);
    const registrations = await store.listRegistrations();
    response.json({
      items: registrations
        .filter(({ adopted }) => !adopted)
        .map(({ entity }) => ({ ...entity })),
    });
  });
}
