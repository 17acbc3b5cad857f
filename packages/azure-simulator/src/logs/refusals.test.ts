import { plants } from '../seed/demoIds';
import {
  Refusal,
  RefusingService,
  targets,
} from '../__testUtils__/RefusingService';

// Starting a cloud is slow on a machine that is busy.
jest.setTimeout(60_000);

const workspaceOfAustin = `${plants.austin.workspaceId}/query`;
const workspace = '/workspaces/00000000-0000-4000-8000-000000000000/query';

describe('the query API', () => {
  let service: RefusingService;

  beforeAll(async () => {
    service = await RefusingService.start(targets.logs);
  });

  afterAll(async () => {
    await service.stop();
  });

  it.each<Refusal>([
    {
      error: 'logs.unauthenticated',
      path: workspace,
      body: { query: 'SecurityAlert' },
      as: 'forger',
    },
    ...['null', '[]', '{}', { requests: [] }, undefined].map(body => ({
      error: body === '[]' ? 'request.wrongType' : 'logs.emptyBatch',
      method: 'POST',
      path: '/$batch',
      body,
    })),
    ...[{ requests: [null] }, { requests: {} }].map(body => ({
      error: 'request.wrongType',
      path: '/$batch',
      body,
    })),
    ...[
      'print toString(1)',
      'print "a" matches regex "("',
      `print ${'('.repeat(5000)}`,
    ].map(query => ({
      error: 'logs.invalidQuery',
      path: workspaceOfAustin,
      body: { query },
      as: 'sweeper' as const,
    })),
    { error: 'logs.notFound', path: '/elsewhere' },
  ])('refuses with $error', async refusal => {
    await expect(service.ask(refusal)).resolves.toContain(refusal.error);
  });
});
