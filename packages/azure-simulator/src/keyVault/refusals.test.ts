import { describeRefusals, targets } from '../__testUtils__/describeRefusals';

// Starting a cloud is slow on a machine that is busy.
jest.setTimeout(60_000);

describeRefusals('a key vault', targets.keyVault, [
  {
    error: 'keyVault.invalidToken',
    path: '/secrets?api-version=7.5',
    as: 'forger',
  },
  {
    error: 'keyVault.invalidValue',
    method: 'PUT',
    path: '/secrets/empty?api-version=7.5',
    body: { tags: {} },
  },
  { error: 'keyVault.unknownPath', path: '/keys?api-version=7.5' },
  { error: 'request.missingApiVersion', path: '/secrets' },
  { error: 'request.invalidApiVersion', path: '/secrets?api-version=1.0' },
]);
