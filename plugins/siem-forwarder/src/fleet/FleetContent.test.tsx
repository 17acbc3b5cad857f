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

// jsdom has no width: a wide window has all columns.
jest.mock('@backstage/ui', () => ({
  ...jest.requireActual('@backstage/ui'),
  useBreakpoint: () => ({ down: () => false }),
}));

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

  it('sorts by its headings, with the keyboard too, and keeps that in the URL', async () => {
    const user = userEvent.setup();
    const api = new FakeSiemForwarderApi();
    const list = jest.spyOn(api, 'listForwarders');
    renderFleet({ api, url: '/?cursor=0&owner=group:default/plant-austin' });
    const heading = async (name: string) =>
      screen.findByRole('columnheader', { name });
    expect(await heading('Health')).toHaveAttribute('aria-sort', 'ascending');
    expect(await heading('Forwarder')).toHaveAttribute('aria-sort', 'none');
    expect(await heading('Why')).not.toHaveAttribute('aria-sort');

    await user.click(await heading('Forwarder'));
    expect(location()).toHaveTextContent(
      /^\?owner=group%3Adefault%2Fplant-austin&sort=title$/,
    );
    expect(await heading('Forwarder')).toHaveAttribute(
      'aria-sort',
      'ascending',
    );
    (await heading('Forwarder')).focus();
    await user.keyboard('{Enter}');
    expect(location()).toHaveTextContent('sort=title&order=desc');
    expect(list).toHaveBeenLastCalledWith(
      expect.objectContaining({ sort: 'title', order: 'desc' }),
      expect.anything(),
    );
    await waitFor(() => expect(names()).toEqual([...names()].sort().reverse()));
    await user.click(await heading('Health'));
    expect(location()).not.toHaveTextContent('sort');
  });

  it('shows 30 days of each row, with how much of them is known', async () => {
    const { healthy, failing, notChecked } = sampleForwarders();
    const api = new FakeSiemForwarderApi([healthy, failing, notChecked]);
    const ask = jest.spyOn(api, 'listFleetUptimes').mockResolvedValue([
      {
        entityRef: healthy.entityRef,
        ratio: 0.99819,
        known: 0.625,
        hours: 720,
      },
      { entityRef: failing.entityRef, ratio: 1, known: 0.001, hours: 720 },
    ]);
    renderFleet({ api });
    const share = await screen.findByTitle('62.5 % of 30 days known');
    expect(share).toHaveTextContent(/^99.81 %/);
    expect(
      screen.getByTitle('Watched for less than an hour'),
    ).toBeInTheDocument();
    expect(
      screen.getByTitle('Nothing is known of this time'),
    ).toBeInTheDocument();
    // One question for all rows.
    expect(ask).toHaveBeenCalledTimes(1);
  });

  it('shows rows though their uptime cannot be had', async () => {
    const api = new FakeSiemForwarderApi();
    jest.spyOn(api, 'listFleetUptimes').mockRejectedValue(new Error('no'));
    renderFleet({ api });
    expect(await screen.findByText('austin-line-2')).toBeInTheDocument();
    expect(
      (await screen.findAllByTitle('Nothing is known of this time')).length,
    ).toBe(names().length);
  });

  it('says which workspaces have no forwarder, and what is not counted', async () => {
    const user = userEvent.setup();
    renderFleet();
    await user.click(
      await screen.findByRole('button', { name: '91 % Coverage' }),
    );
    const dialog = await screen.findByRole('dialog', {
      name: 'Workspaces without a forwarder',
    });
    expect(dialog).toHaveTextContent(
      'The scopes name 12 workspaces that you may know of; 11 of them have a forwarder.',
    );
    expect(dialog).toHaveTextContent(
      'Not counted are the workspaces in 2 subscriptions that scopes admit as a whole',
    );
    const [workspace] = within(dialog).getAllByRole('listitem');
    expect(workspace).toHaveTextContent(/law-ot-houston.*plant-austin/);
  });

  it('narrows to those that lose rows now', async () => {
    renderFleet();
    await userEvent.click(
      await screen.findByRole('button', { name: /^[1-9] Losing now/ }),
    );
    expect(location()).toHaveTextContent('losing=true');
    const losing = Object.values(sampleForwarders())
      .filter(({ loss }) => loss?.kind === 'losing')
      .map(({ title }) => title);
    await waitFor(() => expect(names().sort()).toEqual(losing.sort()));
    await userEvent.click(
      screen.getByRole('button', { name: 'Clear filters' }),
    );
    expect(location()).toBeEmptyDOMElement();
  });

  it('shows the list though the numbers of the fleet cannot be had', async () => {
    const api = new FakeSiemForwarderApi();
    jest.spyOn(api, 'getSummary').mockRejectedValue(new Error('no'));
    renderFleet({ api });
    expect(await screen.findByText('austin-line-2')).toBeInTheDocument();
    expect(screen.queryByText('Coverage')).not.toBeInTheDocument();
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
