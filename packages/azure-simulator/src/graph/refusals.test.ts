import { describeRefusals, targets } from '../__testUtils__/describeRefusals';

// Starting a cloud is slow on a machine that is busy.
jest.setTimeout(60_000);

const upsert = "/applications(uniqueName='mine')";

describeRefusals('Microsoft Graph', targets.graph, [
  { error: 'graph.missingToken', path: '/applications', as: 'nobody' },
  { error: 'graph.invalidToken', path: '/applications', as: 'forger' },
  { error: 'graph.invalidPageSize', path: '/applications?$top=1000' },
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
]);
