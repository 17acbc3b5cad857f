import { demoApplicationId } from '../seed/demoForwarders';
import {
  Refusal,
  RefusingService,
  targets,
} from '../__testUtils__/RefusingService';

// Starting a cloud is slow on a machine that is busy.
jest.setTimeout(60_000);

const appId = demoApplicationId('austin-incidents');
const addPassword = `/applications(appId='${appId}')/addPassword`;
const upsert = "/applications(uniqueName='mine')";

describe('Microsoft Graph', () => {
  let service: RefusingService;

  beforeAll(async () => {
    service = await RefusingService.start(targets.graph);
  });

  afterAll(async () => {
    await service.stop();
  });

  it.each<Refusal>([
    { error: 'graph.missingToken', path: '/applications', as: 'nobody' },
    { error: 'graph.invalidToken', path: '/applications', as: 'forger' },
    { error: 'graph.invalidPageSize', path: '/applications?$top=1000' },
    {
      error: 'graph.invalidPageToken',
      path: '/applications?$skiptoken=x',
    },
    {
      error: 'graph.unsupportedOption',
      path: '/applications?$orderby=displayName',
    },
    {
      error: 'graph.unknownSelection',
      path: '/applications?$select=id,colour',
    },
    {
      error: 'request.reservedName',
      path: '/servicePrincipals/__proto__',
    },
    {
      error: 'graph.missingDisplayName',
      path: '/applications',
      body: { signInAudience: 'AzureADMyOrg' },
    },
    {
      error: 'graph.invalidValue',
      path: '/applications',
      body: { displayName: 'x', signInAudience: 'Everybody' },
    },
    {
      error: 'graph.unknownProperty',
      path: '/applications',
      body: { displayName: 'x', colour: 'red' },
    },
    {
      error: 'graph.credentialsInBody',
      path: '/applications',
      body: { displayName: 'x', passwordCredentials: [] },
    },
    {
      error: 'graph.invalidDateTime',
      path: addPassword,
      body: { passwordCredential: { endDateTime: 'soon' } },
    },
    {
      error: 'graph.endBeforeStart',
      path: addPassword,
      body: { passwordCredential: { endDateTime: '2020-01-01T00:00:00Z' } },
    },
    {
      error: 'graph.servicePrincipalExists',
      path: '/servicePrincipals',
      body: { appId },
    },
    { error: 'graph.resourceNotFoundForSegment', path: '/nonsense' },
    {
      error: 'request.methodNotAllowed',
      method: 'PUT',
      path: '/applications',
      body: {},
    },
    {
      error: 'request.invalidContent',
      method: 'PATCH',
      path: upsert,
      body: '{"displayName":',
    },
  ])('refuses with $error', async refusal => {
    await expect(service.ask(refusal)).resolves.toContain(refusal.error);
  });
});
