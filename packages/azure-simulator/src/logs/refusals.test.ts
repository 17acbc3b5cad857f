import { describeRefusals, targets } from '../__testUtils__/describeRefusals';

// Starting a cloud is slow on a machine that is busy.
jest.setTimeout(60_000);

const workspace = '/workspaces/00000000-0000-4000-8000-000000000000/query';

describeRefusals('the query API', targets.logs, [
  {
    error: 'logs.unauthenticated',
    path: workspace,
    body: { query: 'SecurityAlert' },
    as: 'forger',
  },
  { error: 'logs.notFound', path: '/elsewhere' },
]);
