import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeSiemForwarderApi, sampleOperation } from '../__testUtils__';
import { pressable } from '../__testUtils__/pressable';
import { siemForwarderApiRef } from '../api';
import { OpenOperations } from './OpenOperations';

function render(api: FakeSiemForwarderApi) {
  renderInTestApp(
    <>
      <p>The page</p>
      <OpenOperations />
    </>,
    {
      apis: [[siemForwarderApiRef, api], mockApis.permission()],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    },
  );
}

describe('OpenOperations', () => {
  it('goes on with a forwarder that has no page yet', async () => {
    const api = new FakeSiemForwarderApi();
    api.operations = [
      sampleOperation({ id: 'op-done' }),
      sampleOperation({
        id: 'op-failed',
        status: 'open',
        failures: [
          {
            step: 'export-rule:create',
            message: 'Azure did not write the rule. Grant the missing right.',
            at: '2026-11-24T09:00:00.000Z',
          },
        ],
      }),
      sampleOperation({
        id: 'op-back',
        kind: 'change',
        status: 'rolling-back',
        openedAt: '2026-11-24T08:00:00.000Z',
      }),
    ];
    const retry = jest.spyOn(api, 'retryOperation');
    render(api);
    expect(await screen.findByText('Create: austin')).toBeVisible();
    expect(screen.getByText('Change: austin')).toBeVisible();
    expect(screen.getAllByRole('listitem')).toHaveLength(2);
    expect(screen.getByText(/Grant the missing right/)).toBeVisible();
    await userEvent.click(await pressable('Retry'));
    expect(retry).toHaveBeenCalledWith('op-failed');
    expect(await screen.findByText('Under way')).toBeVisible();
  });

  it('goes on with a run whose task has ended without a word', async () => {
    const api = new FakeSiemForwarderApi();
    api.operations = [
      sampleOperation({
        id: 'op-idle',
        status: 'open',
        idleSince: '2026-11-24T09:05:00.000Z',
      }),
    ];
    const retry = jest.spyOn(api, 'retryOperation');
    render(api);
    expect(
      await screen.findByText(/^Nobody has worked on it since .*2026/),
    ).toBeVisible();
    expect(await pressable('Roll back')).toBeVisible();
    await userEvent.click(await pressable('Retry'));
    expect(retry).toHaveBeenCalledWith('op-idle');
  });

  it('leaves a run alone that is waiting for its next turn', async () => {
    const api = new FakeSiemForwarderApi();
    api.operations = [sampleOperation({ status: 'open' })];
    render(api);
    expect(await screen.findByText('Under way')).toBeVisible();
    expect(screen.queryByText('Retry')).not.toBeInTheDocument();
  });

  it('takes no room when nothing is under way', async () => {
    const api = new FakeSiemForwarderApi();
    const list = jest.spyOn(api, 'listOperations');
    render(api);
    expect(await screen.findByText('The page')).toBeVisible();
    await waitFor(() => expect(list).toHaveBeenCalledTimes(2));
    expect(screen.queryByText('Operations under way')).not.toBeInTheDocument();
  });
});
