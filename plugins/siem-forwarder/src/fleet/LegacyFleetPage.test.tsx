import { InMemoryCatalogClient } from '@backstage/catalog-client/testUtils';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { siemForwarderApiRef } from '../api';
import { FakeSiemForwarderApi } from '../__testUtils__';
import { LegacyFleetPage } from './LegacyFleetPage';

describe('LegacyFleetPage', () => {
  it('has the forwarders on one tab and the audit on the other', async () => {
    renderInTestApp(<LegacyFleetPage />, {
      apis: [
        [siemForwarderApiRef, new FakeSiemForwarderApi()],
        [catalogApiRef, new InMemoryCatalogClient()],
      ],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    });
    expect(
      await screen.findByRole('button', { name: '2 Failing' }),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('tab', { name: 'Audit' }));
    expect(
      await screen.findByRole('button', { name: /Last 30 days/ }),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: '2 Failing' }),
    ).not.toBeInTheDocument();
  });
});
