import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeSiemForwarderApi, sampleForwarders } from '../__testUtils__';
import { renderOnEntityPage } from '../__testUtils__/renderOnEntityPage';
import { SiemForwarderContent } from './SiemForwarderContent';

const samples = sampleForwarders();

describe('SiemForwarderContent', () => {
  it('shows each check with its answer, its evidence, its cause and its remedy', async () => {
    const api = new FakeSiemForwarderApi();
    renderOnEntityPage(<SiemForwarderContent />, {
      api,
      entityRef: samples.failing.entityRef,
    });

    const answers = await screen.findAllByRole('img');
    expect(answers.map(icon => icon.getAttribute('aria-label'))).toEqual(
      samples.failing.findings.map(
        ({ status }) =>
          ({ ok: 'OK', failing: 'Failing', quiet: 'Quiet' }[status as string]),
      ),
    );
    expect(screen.getByText('2 Failing')).toBeInTheDocument();

    const row = screen.getByText('Export rule is enabled').closest('li')!;
    expect(row).toHaveTextContent(
      'Turn the rule on again. In the Azure portal',
    );
    const evidence = within(row).getByRole('group');
    expect(evidence).not.toHaveAttribute('open');
    await userEvent.click(within(row).getByText('Evidence'));
    expect(evidence).toHaveAttribute('open');
    expect(evidence).toHaveTextContent('Rule enabled: false');
    expect(evidence).toHaveTextContent('dataExports/export-ot-alerts');

    expect(
      screen.getByText('Events arrive in Splunk').closest('li'),
    ).toHaveTextContent('Follows from Export rule is enabled');
  });

  it('shows changes of health, and copies the values to note', async () => {
    const user = userEvent.setup();
    const write = jest.spyOn(navigator.clipboard, 'writeText');
    renderOnEntityPage(<SiemForwarderContent />, {
      api: new FakeSiemForwarderApi(),
      entityRef: samples.failing.entityRef,
    });
    const history = await screen.findByRole('list', {
      name: 'Changes of health, newest first',
    });
    expect(within(history).getAllByRole('listitem')[0]).toHaveTextContent(
      /From Healthy to Failing.*export-ot-alerts is disabled.*Changed by ops-admin@contoso\.com 1 hour agoMicrosoft\.OperationalInsights\/workspaces\/dataExports\/write/,
    );
    expect(screen.getByText('Rows are being lost')).toBeInTheDocument();

    await user.click(screen.getByRole('button', { name: 'Copy Host name' }));
    expect(write).toHaveBeenCalledWith(
      'evhns-ot-austin.servicebus.windows.net',
    );
    expect(
      await screen.findByRole('button', { name: 'Copied' }),
    ).toBeInTheDocument();
  });

  it('gives the instructions of a SIEM that people configure, and of no other', async () => {
    const api = new FakeSiemForwarderApi();
    const handover = jest.spyOn(api, 'getHandover');
    const { unmount } = renderOnEntityPage(<SiemForwarderContent />, {
      api,
      entityRef: samples.handover.entityRef,
    });
    expect(
      await screen.findByText('Set up Elastic (SOC Elastic)'),
    ).toBeInTheDocument();
    expect(screen.getByText('Install the integration')).toBeInTheDocument();
    unmount();
    handover.mockClear();

    renderOnEntityPage(<SiemForwarderContent />, {
      api,
      entityRef: samples.healthy.entityRef,
    });
    expect(await screen.findByText('Values to note')).toBeInTheDocument();
    expect(handover).not.toHaveBeenCalled();
  });
});
