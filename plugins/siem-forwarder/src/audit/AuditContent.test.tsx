import { NotAllowedError } from '@backstage/errors';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { AuditEntry } from 'backstage-plugin-siem-forwarder-common';
import { useLocation } from 'react-router-dom';
import { siemForwarderApiRef } from '../api';
import { FakeSiemForwarderApi, sampleAudit } from '../__testUtils__';
import { AuditContent } from './AuditContent';
import { saveFile } from '../download/saveFile';

jest.mock('../download/saveFile', () => ({ saveFile: jest.fn() }));

// jsdom has no width and no heights: a test chooses the one, and every line has
// the other, without which all lines would lie on top of each other.
let mockNarrow = false;
jest.mock('@backstage/ui', () => ({
  ...jest.requireActual('@backstage/ui'),
  useBreakpoint: () => ({ down: () => mockNarrow }),
}));
const scrollHeight = jest
  .spyOn(HTMLElement.prototype, 'scrollHeight', 'get')
  .mockReturnValue(80);

const NOW = new Date('2026-11-24T12:00:00.000Z');

// The list of forwarders watches whether its end is in view, which jsdom cannot tell.
globalThis.IntersectionObserver = class {
  observe() {}
  disconnect() {}
} as unknown as typeof IntersectionObserver;

function Location() {
  return <output aria-label="location">{useLocation().search}</output>;
}

/** The API with the sample audit, or with other lines. */
function apiWith(audit: AuditEntry[] = sampleAudit(NOW)) {
  return new FakeSiemForwarderApi(undefined, audit);
}

function renderAudit(api: FakeSiemForwarderApi, url = '/?period=all') {
  renderInTestApp(
    <>
      <AuditContent />
      <Location />
    </>,
    {
      apis: [
        [siemForwarderApiRef, api],
        [
          catalogApiRef,
          {
            getEntityFacets: async () => ({
              facets: {
                'relations.ownedBy': [
                  { value: 'group:default/plant-lyon', count: 3 },
                ],
              },
            }),
            queryEntities: async () => ({
              items: [
                {
                  apiVersion: 'backstage.io/v1alpha1',
                  kind: 'Resource',
                  metadata: { name: 'lyon-ot-splunk', namespace: 'default' },
                },
              ],
              totalItems: 1,
              pageInfo: {},
            }),
          },
        ],
      ],
      initialRouteEntries: [url],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    },
  );
}

const location = () => screen.getByRole('status', { name: 'location' });
const lineOf = async (name: string) =>
  (await screen.findAllByRole('row', { name: new RegExp(name) }))[0];

describe('AuditContent', () => {
  beforeEach(() => {
    mockNarrow = false;
    jest.mocked(saveFile).mockReset();
  });
  afterAll(() => scrollHeight.mockRestore());

  it('tells who did what to which resources, when and why', async () => {
    renderAudit(apiWith());
    const disabled = await lineOf('austin-line-2');
    expect(within(disabled).getByText('Healthy became failing')).toBeVisible();
    expect(disabled).toHaveTextContent(/export-ot-alerts is disabled/);
    expect(disabled).toHaveTextContent(/ops-admin@contoso.com/);
    expect(disabled).toHaveTextContent(/dataExports export-ot-alerts/);
    expect(disabled).toHaveTextContent(/Nov 24, 2026/);

    // Not knowing who is told apart from there being nobody.
    expect(await lineOf('lyon-ot-splunk')).toHaveTextContent(
      /Nobody can be named.*Time passed/,
    );
    expect(await lineOf('lyon-line-2')).toHaveTextContent(
      /No change of configuration/,
    );

    const operation = screen
      .getAllByRole('row')
      .find(row => row.textContent?.includes('Provisioning'))!;
    expect(operation).toHaveTextContent(/guest/);
    expect(operation).toHaveTextContent(
      /Created event hub defender-iot in evhns-ot-austin.*Changed export rule export-ot-alerts \(refused\)/,
    );
    expect(screen.getByText('5 lines. That is all.')).toBeVisible();
  });

  it('says the same on a narrow screen', async () => {
    mockNarrow = true;
    renderAudit(apiWith());
    expect(await lineOf('austin-line-2')).toHaveTextContent(
      /Healthy became failing.*export-ot-alerts is disabled.*ops-admin@contoso.com.*dataExports export-ot-alerts/,
    );
    expect(screen.getAllByRole('columnheader')).toHaveLength(2);
  });

  it('shows whole ids on demand', async () => {
    renderAudit(apiWith());
    const disabled = await lineOf('austin-line-2');
    await userEvent.click(
      within(disabled).getByRole('button', { name: 'Show ids' }),
    );
    expect(
      within(await screen.findByRole('dialog')).getByText(
        /^\/subscriptions\/a7c1f9d2.*\/dataExports\/export-ot-alerts$/,
      ),
    ).toBeVisible();
  });

  it('reads its filters from the URL, writes them to it, and clears them', async () => {
    const user = userEvent.setup();
    const api = apiWith();
    const list = jest.spyOn(api, 'listAudit');
    renderAudit(
      api,
      '/?tab=x&from=2026-11-01&to=2026-11-24&kind=transition&owner=group:default/plant-lyon',
    );
    await lineOf('lyon-ot-splunk');
    expect(list).toHaveBeenCalledWith(
      {
        from: expect.stringMatching(/^2026-(10-31|11-01)T/),
        to: expect.stringMatching(/^2026-11-2[45]T/),
        kind: 'transition',
        owner: 'group:default/plant-lyon',
        limit: 100,
      },
      expect.anything(),
    );

    await user.click(screen.getByRole('button', { name: 'Clear filters' }));
    expect(location()).toHaveTextContent(
      /^\?tab=x&from=2026-11-01&to=2026-11-24$/,
    );
    await user.click(screen.getByRole('button', { name: /From day to day/ }));
    await user.click(await screen.findByRole('option', { name: 'All time' }));
    expect(location()).toHaveTextContent(/^\?tab=x&period=all$/);

    await user.click(screen.getByRole('button', { name: /All kinds/ }));
    await user.click(await screen.findByRole('option', { name: 'Operations' }));
    expect(location()).toHaveTextContent('kind=operation');
    await waitFor(() => expect(screen.getAllByRole('row')).toHaveLength(2));
  });

  it('narrows to one forwarder, and says how long forwarding worked', async () => {
    const user = userEvent.setup();
    renderAudit(apiWith());
    await lineOf('austin-line-2');
    await user.type(
      screen.getByRole('combobox', { name: 'Forwarder' }),
      'lyon',
    );
    await user.click(
      await screen.findByRole('option', { name: 'lyon-ot-splunk' }),
    );
    expect(location()).toHaveTextContent(
      'forwarder=resource%3Adefault%2Flyon-ot-splunk',
    );
    expect(
      await screen.findByText('Last 90 days', { selector: 'dt' }),
    ).toBeVisible();
    await waitFor(() => expect(screen.getAllByRole('row')).toHaveLength(2));
  });

  it('loads older lines, and keeps those that it has when that fails', async () => {
    const api = apiWith();
    const list = api.listAudit.bind(api);
    const asked = jest
      .spyOn(api, 'listAudit')
      .mockImplementation(query => list({ ...query, limit: 2 }));
    renderAudit(api);
    expect(await screen.findByText('2 lines.')).toBeVisible();
    const older = screen.getByRole('button', { name: 'Show older lines' });

    asked.mockRejectedValueOnce(new Error('the database is away'));
    await userEvent.click(older);
    expect(await screen.findByText(/the database is away/)).toBeVisible();
    expect(screen.getByText('2 lines.')).toBeVisible();

    await userEvent.click(older);
    expect(await screen.findByText('4 lines.')).toBeVisible();
    await userEvent.click(older);
    expect(await screen.findByText('5 lines. That is all.')).toBeVisible();
    expect(older).not.toBeInTheDocument();
  });

  it('saves everything that the filters find as a file', async () => {
    const api = apiWith();
    const ask = jest.spyOn(api, 'exportAudit');
    renderAudit(api, '/?period=all&kind=operation');
    const button = await screen.findByRole('button', { name: 'Download CSV' });
    await userEvent.click(button);
    expect(ask).toHaveBeenCalledWith({ kind: 'operation' });
    await waitFor(() =>
      expect(saveFile).toHaveBeenCalledWith(
        expect.any(Blob),
        expect.stringMatching(/^siem-forwarder-audit-\d{4}-\d\d-\d\d\.csv$/),
      ),
    );

    ask.mockRejectedValueOnce(new NotAllowedError('denied'));
    await userEvent.click(button);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'siem-forwarder.export',
    );
    ask.mockRejectedValueOnce(new Error('broken pipe'));
    await userEvent.click(button);
    expect(await screen.findByRole('alert')).toHaveTextContent('broken pipe');
    expect(saveFile).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['/', 'Nothing happened in this period'],
    ['/?kind=operation', 'Nothing matches these filters'],
  ])('tells at %s why it is empty', async (url, words) => {
    renderAudit(apiWith([]), url);
    expect(await screen.findByText(words)).toBeVisible();
  });

  it.each([
    [new NotAllowedError('denied'), 'You may not see the audit'],
    [new Error('Backend is down'), /Backend is down/],
  ])('shows %s', async (error, words) => {
    const api = apiWith();
    jest.spyOn(api, 'listAudit').mockRejectedValue(error);
    renderAudit(api);
    expect((await screen.findAllByText(words)).length).toBeGreaterThan(0);
    expect(screen.queryByRole('grid')).not.toBeInTheDocument();
  });
});
