import { NotAllowedError } from '@backstage/errors';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeSiemForwarderApi, sampleForwarders } from '../__testUtils__';
import { renderOnEntityPage } from '../__testUtils__/renderOnEntityPage';
import { FlowCard } from './FlowCard';
import { flowLines, flowSlots } from './flowSlots';

const { healthy } = sampleForwarders();
const render = (api: FakeSiemForwarderApi) =>
  renderOnEntityPage(<FlowCard entityRef={healthy.entityRef} />, {
    api,
    entityRef: healthy.entityRef,
  });
const samples = {
  from: '2026-11-24T10:00:00.000Z',
  minutes: 15,
  hops: {
    rows: [],
    exported: [],
    incoming: [4, null, 2, 0],
    outgoing: [2, null, 2, 1],
    arrived: [2, null, 1, 1],
  },
};

describe('FlowCard', () => {
  it('says what went in and out, and where nobody could look', async () => {
    const api = new FakeSiemForwarderApi();
    jest.spyOn(api, 'listSamples').mockResolvedValue(samples);
    render(api);
    expect(await screen.findByText('6 into the event hub')).toBeInTheDocument();
    expect(screen.getByText('5 read from the event hub')).toBeInTheDocument();
    expect(screen.getByText('4 arrived in the SIEM')).toBeInTheDocument();
    expect(screen.getByText('not known')).toBeInTheDocument();
    const table = screen.getByRole('table', { name: 'Events, last 24 hours' });
    expect(within(table).getAllByRole('row').length).toBeGreaterThan(1);
  });

  it('says when nothing is known', async () => {
    const api = new FakeSiemForwarderApi();
    jest.spyOn(api, 'listSamples').mockResolvedValue({
      ...samples,
      hops: {
        ...samples.hops,
        incoming: [null],
        outgoing: [null],
        arrived: [null],
      },
    });
    render(api);
    expect(
      await screen.findByText('Nothing is known yet of what passed.'),
    ).toBeInTheDocument();
  });

  it('can be tried again when it fails, and is silent where nothing may be shown', async () => {
    const api = new FakeSiemForwarderApi();
    const list = jest
      .spyOn(api, 'listSamples')
      .mockRejectedValueOnce(new Error('the database is away'))
      .mockResolvedValueOnce(samples)
      .mockRejectedValueOnce(new NotAllowedError('denied'));
    const first = render(api);
    expect(await screen.findByText(/the database is away/)).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('6 into the event hub')).toBeInTheDocument();
    first.unmount();
    render(api);
    await waitFor(() => expect(list).toHaveBeenCalledTimes(3));
    await waitFor(() =>
      expect(
        screen.queryByText('Events, last 24 hours'),
      ).not.toBeInTheDocument(),
    );
  });
});

describe('flowLines', () => {
  it('breaks where nothing is known', () => {
    const size = { width: 40, height: 14, most: 4 };
    expect(flowLines(flowSlots(samples), 'incoming', size)).toBe(
      'M5 2h5M25 7L35 12',
    );
  });

  it('draws nothing that passed as a line at the bottom', () => {
    const quiet = flowSlots({
      ...samples,
      hops: { ...samples.hops, incoming: [0, 0], outgoing: [0, 0] },
    });
    expect(
      flowLines(quiet, 'outgoing', { width: 20, height: 14, most: 0 }),
    ).toBe('M5 12L15 12');
  });
});
