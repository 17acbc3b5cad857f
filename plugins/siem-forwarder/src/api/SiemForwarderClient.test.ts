import { errorKind } from '../live';
import { SiemForwarderClient } from './SiemForwarderClient';

function client(answer: () => Response) {
  const fetch = jest.fn(async () => answer());
  const api = new SiemForwarderClient({
    discoveryApi: { getBaseUrl: async id => `http://portal/api/${id}` },
    fetchApi: { fetch },
  });
  return { api, fetch };
}

const json =
  (body: object, status = 200) =>
  () =>
    new Response(JSON.stringify(body), {
      status,
      headers: { 'Content-Type': 'application/json' },
    });

describe('SiemForwarderClient', () => {
  it('sends a list as one parameter a value, and leaves out what is empty', async () => {
    const { api, fetch } = client(json({ items: [], total: 0, counts: {} }));
    await api.listForwarders({
      health: ['failing', 'quiet'],
      owner: 'group:default/plant-austin',
      search: '',
      cursor: 'abc',
    });
    expect(fetch).toHaveBeenCalledWith(
      'http://portal/api/siem-forwarder/v1/forwarders?health=failing&health=quiet&owner=group%3Adefault%2Fplant-austin&cursor=abc',
      undefined,
    );
  });

  it('asks for the fleet in numbers, and for all of it as a file', async () => {
    const { api, fetch } = client(json({ items: [] }));
    await api.getSummary();
    await api.exportForwarders({ health: ['failing'], sort: 'title' });
    expect(fetch.mock.calls.map(([url]: unknown[]) => url)).toEqual([
      'http://portal/api/siem-forwarder/v1/summary',
      'http://portal/api/siem-forwarder/v1/exports/forwarders?health=failing&sort=title',
    ]);
  });

  it('names a forwarder by its entity, never by an Azure id', async () => {
    const { api, fetch } = client(json({ items: [] }));
    await api.checkForwarder('resource:default/austin ot');
    await api.listTransitions('resource:default/austin', { limit: 5 });
    expect(fetch.mock.calls).toEqual([
      [
        'http://portal/api/siem-forwarder/v1/forwarders/by-name/resource/default/austin%20ot/check',
        { method: 'POST' },
      ],
      [
        'http://portal/api/siem-forwarder/v1/forwarders/by-name/resource/default/austin/transitions?limit=5',
        { signal: undefined },
      ],
    ]);
  });

  it('asks for the audit a page at a time, and for all of it as a file', async () => {
    const { api, fetch } = client(json({ items: [] }));
    const query = {
      from: '2026-11-01T00:00:00.000Z',
      forwarder: 'resource:default/austin',
    };
    await api.listAudit({ ...query, limit: 100, cursor: 'next' });
    expect(await (await api.exportAudit(query)).text()).toBe('{"items":[]}');
    await api.listUptimes('resource:default/austin');
    expect(fetch.mock.calls.map(([url]: unknown[]) => url)).toEqual([
      'http://portal/api/siem-forwarder/v1/audit?from=2026-11-01T00%3A00%3A00.000Z&forwarder=resource%3Adefault%2Faustin&limit=100&cursor=next',
      'http://portal/api/siem-forwarder/v1/exports/audit?from=2026-11-01T00%3A00%3A00.000Z&forwarder=resource%3Adefault%2Faustin',
      'http://portal/api/siem-forwarder/v1/forwarders/by-name/resource/default/austin/uptime',
    ]);
  });

  it.each([
    ['NotAllowedError', 403, 'forbidden'],
    ['NotFoundError', 404, 'not-found'],
    ['ServiceUnavailableError', 503, 'other'],
  ])('keeps the backend’s error: %s', async (name, status, kind) => {
    const { api } = client(
      json(
        {
          error: { name, message: 'the reason' },
          response: { statusCode: status },
        },
        status,
      ),
    );
    const error = await api.getFormOptions().catch(e => e);
    expect(error).toMatchObject({
      name: 'ResponseError',
      cause: { name, message: 'the reason' },
    });
    expect(errorKind(error)).toBe(kind);
  });
});
