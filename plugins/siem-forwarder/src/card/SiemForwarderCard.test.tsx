import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { SignalApi } from '@backstage/plugin-signals-react';
import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  FakeSiemForwarderApi,
  sampleForwarders,
  sampleLossWindow,
  SampleState,
  unavailableForwarders,
} from '../__testUtils__';
import { renderOnEntityPage } from '../__testUtils__/renderOnEntityPage';
import { SiemForwarderCard } from './SiemForwarderCard';

function renderCard(
  state: SampleState,
  options: {
    api?: FakeSiemForwarderApi;
    check?: AuthorizeResult.ALLOW | AuthorizeResult.DENY;
    signals?: SignalApi;
  } = {},
) {
  const { entityRef } = sampleForwarders()[state];
  const api = options.api ?? new FakeSiemForwarderApi();
  renderOnEntityPage(<SiemForwarderCard />, { ...options, api, entityRef });
  return { api, entityRef };
}

/** Words of the card without white space of the layout. */
function cardText(): string {
  return document.body.textContent?.replace(/\s+/g, ' ') ?? '';
}

describe('SiemForwarderCard', () => {
  it('says that incidents reach the SIEM, with the time of the last one', async () => {
    renderCard('healthy');
    const sentence = await screen.findByText(/Incidents reach SOC Splunk/);
    expect(sentence).toHaveTextContent(
      'Incidents reach SOC Splunk: the last one 4 minutes ago.',
    );
    const time = within(sentence).getByText('4 minutes ago');
    expect(time).toHaveAttribute(
      'title',
      expect.stringMatching(/\d{4}.*(UTC|GMT|[A-Z]{3,4})/),
    );
    expect(screen.getByText('Healthy')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Details' })).toHaveAttribute(
      'href',
      '/details',
    );
    expect(cardText()).toContain('Checked 2 minutes ago');
    expect(cardText()).toContain('Secret ends in 8');
  });

  it('says how long rows that wait are kept', async () => {
    const api = new FakeSiemForwarderApi();
    const { degraded } = sampleForwarders();
    jest
      .spyOn(api, 'getForwarder')
      .mockResolvedValue({ ...degraded, loss: sampleLossWindow() });
    renderCard('degraded', { api });

    expect(
      await screen.findByRole('meter', { name: '75 % of the time is over' }),
    ).toBeInTheDocument();
    expect(cardText()).toContain(
      'The oldest rows are lost in 6 hours, unless it is repaired',
    );
  });

  it('shows where the way is broken, what follows from it, and the remedy', async () => {
    renderCard('failing');
    expect(
      await screen.findByText(/export-ot-alerts is disabled/),
    ).toBeInTheDocument();
    expect(screen.getByText(/^Failing · 1 h 1[12] min$/)).toBeInTheDocument();

    const stages = within(
      screen.getByRole('list', { name: 'The way of an incident to the SIEM' }),
    ).getAllByRole('listitem');
    expect(stages.map(stage => stage.textContent)).toEqual([
      'SentinelOK: 7 rows since',
      'Export ruleFailing: disabled',
      'Event hubQuiet, follows from an earlier stage: nothing in',
      'AccessOK: secret 83 d',
      'SplunkFailing, follows from an earlier stage: 1 h ago',
    ]);
    expect(stages.map(stage => stage.dataset.broken)).toEqual([
      undefined,
      undefined,
      'true',
      'true',
      'true',
    ]);

    const remedy = screen.getByRole('region', {
      name: 'Turn the rule on again',
    });
    expect(
      within(remedy).getByRole('link', {
        name: 'Open: Turn the rule on again',
      }),
    ).toHaveAttribute('href', expect.stringContaining('portal.azure.com'));
    expect(cardText()).toContain('Last row in SOC Splunk 1 hour ago');
  });

  it('tells each hour of the last day', async () => {
    renderCard('failing');
    const slots = within(
      await screen.findByRole('list', { name: 'Health in the last 24 hours' }),
    ).getAllByRole('listitem');
    expect(slots).toHaveLength(24);
    expect(slots[0]).toHaveTextContent(/to .*: Healthy$/);
    expect(slots[23]).toHaveTextContent(/to .*: Failing$/);
    expect(cardText()).toContain('95.45 % up');
  });

  it.each<[SampleState, string, string[]]>([
    ['degraded', 'Degraded · 2 d', ['Issue a new secret before the old one']],
    ['quiet', 'Quiet', ['Nothing to forward for 9 days.']],
    ['provenQuiet', 'Healthy', ['Nothing to forward: the last one 3 days ago']],
    ['pending', 'Pending', ['too new to judge', 'Nothing is known of this']],
    ['unknown', 'Unknown', ['Azure refuses to show', '87.5 % known']],
    ['paused', 'Paused', ['Paused: plant shutdown until 2 December']],
    ['outOfScope', 'Unknown', ['outside the owner’s scope']],
  ])('keeps %s apart', async (state, badge, words) => {
    renderCard(state);
    expect(await screen.findByText(badge)).toBeInTheDocument();
    for (const word of words) {
      expect(cardText()).toContain(word);
    }
  });

  it('shows nothing but the fact that it was not checked yet, until it is', async () => {
    const { entityRef, api } = renderCard('notChecked');
    const check = jest.spyOn(api, 'checkForwarder').mockResolvedValue({
      ...sampleForwarders().healthy,
      entityRef,
    });
    expect(
      await screen.findByText(/The next sweep looks at this forwarder/),
    ).toBeInTheDocument();
    expect(screen.queryByText('Unknown')).not.toBeInTheDocument();

    await userEvent.click(screen.getByRole('button', { name: 'Run check' }));
    expect(await screen.findByText('Healthy')).toBeInTheDocument();
    expect(check).toHaveBeenCalledWith(entityRef);
  });

  it('says why a check failed and keeps what was known', async () => {
    const { api } = renderCard('healthy');
    jest
      .spyOn(api, 'checkForwarder')
      .mockRejectedValue(new Error('Azure throttles the subscription'));
    await userEvent.click(
      await screen.findByRole('button', { name: 'Run check' }),
    );
    expect(
      await screen.findByText('Azure throttles the subscription'),
    ).toBeInTheDocument();
    expect(screen.getByText('Healthy')).toBeInTheDocument();
  });

  it('does not check for somebody who may not, and says whom to ask', async () => {
    // Another forwarder than above: permissions are kept for a while, by name.
    renderCard('handover', { check: AuthorizeResult.DENY });
    expect(
      await screen.findByText(/permission siem-forwarder.forwarder.check/),
    ).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Run check' })).toBeDisabled();
  });

  it.each([
    [unavailableForwarders.forbidden, 'You may not see this forwarder'],
    [unavailableForwarders.notFound, 'Not known as a forwarder'],
    [unavailableForwarders.broken, /connect ECONNREFUSED/],
  ])('tells why %s cannot be shown', async (entityRef, words) => {
    renderOnEntityPage(<SiemForwarderCard />, {
      api: new FakeSiemForwarderApi(),
      entityRef,
    });
    expect((await screen.findAllByText(words)).length).toBeGreaterThan(0);
  });

  it('looks again at a signal, and shows old news when that fails', async () => {
    let send: (message: object) => void = () => {};
    const { api, entityRef } = renderCard('healthy', {
      signals: {
        subscribe: (_channel, onMessage) => {
          send = message => onMessage(message as never);
          return { unsubscribe: () => {} };
        },
      },
    });
    await screen.findByText('Healthy');
    const get = jest.spyOn(api, 'getForwarder');

    get.mockResolvedValueOnce({ ...sampleForwarders().failing, entityRef });
    act(() => send({}));
    expect(await screen.findByText(/^Failing ·/)).toBeInTheDocument();

    get.mockRejectedValueOnce(new Error('Backend restarts'));
    act(() => send({}));
    expect(await screen.findByText('Backend restarts')).toBeInTheDocument();
    expect(screen.getByText(/^Failing · 1 h 1[12] min$/)).toBeInTheDocument();
  });
});
