import { NotAllowedError } from '@backstage/errors';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useLocation } from 'react-router-dom';
import { siemForwarderApiRef } from '../api';
import { FakeSiemForwarderApi, sampleForwarders } from '../__testUtils__';
import { saveFile } from '../download/saveFile';
import { FleetContent } from './FleetContent';

jest.mock('../download/saveFile', () => ({ saveFile: jest.fn() }));

function Location() {
  return <output aria-label="location">{useLocation().search}</output>;
}

function renderFleet(
  options: { api?: FakeSiemForwarderApi; url?: string } = {},
) {
  const { api = new FakeSiemForwarderApi(), url = '/' } = options;
  renderInTestApp(
    <>
      <FleetContent />
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
                  { value: 'group:default/plant-austin', count: 5 },
                ],
                'metadata.annotations.siem-forwarder/siem': [
                  { value: 'soc-splunk', count: 8 },
                ],
              },
            }),
          },
        ],
      ],
      initialRouteEntries: [url],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    },
  );
  return api;
}

const location = () => screen.getByRole('status', { name: 'location' });
const names = () =>
  screen
    .getAllByRole('rowheader')
    .map(cell => within(cell).getByRole('link').textContent);

describe('FleetContent', () => {
  it('lists the worst first, linked to their entities, with counts by health', async () => {
    renderFleet();
    expect(
      await screen.findByRole('button', { name: '2 Failing' }),
    ).toHaveAttribute('aria-pressed', 'false');
    expect(screen.getByRole('button', { name: '3 Healthy' })).toBeVisible();
    expect(names().slice(0, 3)).toEqual([
      'austin-line-2',
      'austin-line-4',
      'lyon-ot-splunk',
    ]);
    expect(screen.getByRole('link', { name: 'austin-line-2' })).toHaveAttribute(
      'href',
      '/catalog/default/resource/austin-line-2',
    );
  });

  it('reads its filters from the URL', async () => {
    const api = new FakeSiemForwarderApi();
    const list = jest.spyOn(api, 'listForwarders');
    renderFleet({
      api,
      url: '/?health=quiet&health=nonsense&owner=group:default/plant-osaka&search=osaka&tab=x&sort=nonsense',
    });
    expect(
      await screen.findByRole('button', { name: '1 Quiet', pressed: true }),
    ).toBeInTheDocument();
    expect(list).toHaveBeenCalledWith(
      {
        health: ['quiet'],
        owner: 'group:default/plant-osaka',
        search: 'osaka',
        limit: 50,
      },
      expect.anything(),
    );
    expect(names()).toEqual(['osaka-ot-splunk']);
  });

  it('writes its filters to the URL, and clears them', async () => {
    const user = userEvent.setup();
    renderFleet({ url: '/?tab=x&cursor=5' });
    await user.click(await screen.findByRole('button', { name: '2 Failing' }));
    await user.click(screen.getByRole('button', { name: '1 Degraded' }));
    expect(location()).toHaveTextContent(
      '?tab=x&health=failing&health=degraded',
    );

    await user.click(screen.getByRole('button', { name: /All owners/ }));
    await user.click(await screen.findByRole('option', { name: 'plant-lyon' }));
    expect(location()).toHaveTextContent('owner=group%3Adefault%2Fplant-lyon');
    await waitFor(() => expect(names()).toEqual(['lyon-ot-splunk']));

    await user.type(
      screen.getByRole('searchbox', { name: 'Search forwarders' }),
      'nothing like it',
    );
    expect(
      await screen.findByText('No forwarder matches these filters'),
    ).toBeInTheDocument();
    expect(location()).toHaveTextContent('search=nothing+like+it');

    await user.click(screen.getByRole('button', { name: 'Clear filters' }));
    expect(location()).toHaveTextContent(/^\?tab=x$/);
    expect(
      screen.getByRole('searchbox', { name: 'Search forwarders' }),
    ).toHaveValue('');
  });

  it('narrows to a region, and saves all that it finds', async () => {
    const api = new FakeSiemForwarderApi();
    const exported = jest.spyOn(api, 'exportForwarders');
    renderFleet({ api, url: '/?owner=group:default/plant-austin&cursor=0' });
    await userEvent.click(
      await screen.findByRole('button', { name: /All regions/ }),
    );
    await userEvent.click(
      await screen.findByRole('option', { name: 'eastus2' }),
    );
    expect(location()).toHaveTextContent('region=eastus2');
    await userEvent.click(screen.getByRole('button', { name: 'Download CSV' }));
    expect(exported).toHaveBeenCalledWith({
      health: [],
      owner: 'group:default/plant-austin',
      region: 'eastus2',
    });
    await waitFor(() =>
      expect(saveFile).toHaveBeenCalledWith(
        expect.any(Blob),
        expect.stringMatching(/^siem-forwarders-\d{4}-\d\d-\d\d\.csv$/),
      ),
    );
  });

  it('asks the backend for the next page', async () => {
    const { healthy } = sampleForwarders();
    const api = new FakeSiemForwarderApi(
      Array.from({ length: 60 }, (_, index) => ({
        ...healthy,
        title: `forwarder-${index}`,
        entityRef: `resource:default/forwarder-${index}`,
      })),
    );
    renderFleet({ api });
    expect(await screen.findByText('forwarder-49')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: /next/i }));
    expect(await screen.findByText('forwarder-59')).toBeInTheDocument();
    expect(screen.queryByText('forwarder-49')).not.toBeInTheDocument();
    expect(location()).toHaveTextContent('?cursor=50');
    await userEvent.click(screen.getByRole('button', { name: /previous/i }));
    expect(await screen.findByText('forwarder-0')).toBeInTheDocument();
  });

  it('tells an empty fleet, a forbidden one and a failing backend apart', async () => {
    renderFleet({ api: new FakeSiemForwarderApi([]) });
    expect(await screen.findByText('No forwarders yet')).toBeInTheDocument();
  });

  it.each([
    [new NotAllowedError('denied'), 'You may not see the fleet'],
    [new Error('Backend is down'), /Backend is down/],
  ])('shows %s', async (error, words) => {
    const api = new FakeSiemForwarderApi();
    jest.spyOn(api, 'listForwarders').mockRejectedValue(error);
    renderFleet({ api });
    expect((await screen.findAllByText(words)).length).toBeGreaterThan(0);
    expect(screen.queryByRole('grid')).not.toBeInTheDocument();
  });
});
