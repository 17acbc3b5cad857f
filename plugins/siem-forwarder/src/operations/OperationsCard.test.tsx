import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeSiemForwarderApi, sampleOperation } from '../__testUtils__';
import { pressable } from '../__testUtils__/pressable';
import { renderOnEntityPage } from '../__testUtils__/renderOnEntityPage';
import { OperationsCard } from './OperationsCard';

const AUSTIN = 'resource:default/austin';

function render(
  api: FakeSiemForwarderApi,
  options: {
    paused?: boolean;
  } = {},
) {
  const { paused = false } = options;
  renderOnEntityPage(<OperationsCard entityRef={AUSTIN} paused={paused} />, {
    api,
    entityRef: AUSTIN,
  });
}

describe('OperationsCard', () => {
  it('shows what a rotation would do before it is begun, then its progress', async () => {
    const api = new FakeSiemForwarderApi();
    const open = jest.spyOn(api, 'openOperation');
    render(api);
    await userEvent.click(await pressable('Rotate credential'));
    const dialog = await screen.findByRole('dialog');
    expect(
      await within(dialog).findByText('what rotate makes'),
    ).toBeInTheDocument();
    expect(open.mock.calls.map(([, request]) => request.dryRun)).toEqual([
      true,
    ]);
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Rotate credential' }),
    );
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    expect(open).toHaveBeenLastCalledWith(AUSTIN, {
      kind: 'rotate',
      input: {},
    });
    expect(await screen.findByText('Under way')).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Rotate credential' }),
    ).toBeDisabled();
    expect(screen.getByText(/An operation is under way/)).toBeInTheDocument();
  });

  it('takes nothing down before its name is typed', async () => {
    const api = new FakeSiemForwarderApi();
    const open = jest.spyOn(api, 'openOperation');
    render(api);
    await userEvent.click(await pressable('Decommission'));
    const dialog = await screen.findByRole('dialog');
    await within(dialog).findByText('what decommission makes');
    const press = within(dialog).getByRole('button', { name: 'Decommission' });
    const field = within(dialog).getByLabelText('Type austin to confirm');
    await userEvent.type(field, 'austi');
    expect(press).toBeDisabled();
    await userEvent.type(field, 'n');
    expect(press).toBeEnabled();
    await userEvent.click(press);
    expect(open).toHaveBeenLastCalledWith(AUSTIN, {
      kind: 'decommission',
      input: { name: 'austin' },
    });
  });

  it('says why something cannot be done, and does not begin it', async () => {
    const api = new FakeSiemForwarderApi();
    jest.spyOn(api, 'openOperation').mockResolvedValue(
      sampleOperation({
        dryRun: true,
        status: 'open',
        failures: [
          {
            step: 'credential:rotate',
            message: 'There is no valid credential; repair the forwarder.',
            at: '2026-11-24T09:00:00.000Z',
          },
        ],
      }),
    );
    render(api);
    await userEvent.click(await pressable('Rotate credential'));
    const dialog = await screen.findByRole('dialog');
    expect(
      await within(dialog).findByText(/no valid credential; repair/),
    ).toBeInTheDocument();
    expect(
      within(dialog).getByRole('button', { name: 'Rotate credential' }),
    ).toBeDisabled();
  });

  it.each([
    ['Retry', 'retryOperation', 'Under way'],
    ['Roll back', 'rollBackOperation', 'Being rolled back'],
  ] as const)('offers %s of a failed run', async (button, method, status) => {
    const api = new FakeSiemForwarderApi();
    api.operations = [
      sampleOperation({
        status: 'open',
        failures: [
          {
            step: 'event-hub:create',
            message: 'Event Hubs did not create the event hub.',
            at: '2026-11-24T09:00:00.000Z',
          },
        ],
      }),
    ];
    const call = jest.spyOn(api, method);
    render(api);
    expect(
      await screen.findByText(/Event Hubs did not create/),
    ).toBeInTheDocument();
    expect(screen.getByText('Failed')).toBeInTheDocument();
    await userEvent.click(await pressable(button));
    expect(call).toHaveBeenCalledWith('op-1');
    expect(await screen.findByText(status)).toBeInTheDocument();
  });

  it('offers Resume, and not Pause, while paused', async () => {
    const api = new FakeSiemForwarderApi();
    render(api, { paused: true });
    expect(
      await screen.findByRole('button', { name: 'Resume' }),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Pause' }),
    ).not.toBeInTheDocument();
  });

  it('offers only to adopt what the portal did not make', async () => {
    const api = new FakeSiemForwarderApi();
    api.operations = [];
    render(api);
    expect(await pressable('Adopt')).toBeVisible();
    expect(screen.getAllByRole('button')).toHaveLength(1);
    expect(screen.getByText(/did not make this forwarder/)).toBeInTheDocument();
  });

  it('offers nothing but Retry and Roll back while a forwarder is being made', async () => {
    const api = new FakeSiemForwarderApi();
    api.operations = [
      sampleOperation({
        status: 'open',
        failures: [
          {
            step: 'event-hub:create',
            message: 'No.',
            at: '2026-11-24T09:00:00.000Z',
          },
        ],
      }),
    ];
    render(api);
    await screen.findByText('No.');
    expect(
      screen.getAllByRole('button').map(({ textContent }) => textContent),
    ).toEqual(['Retry', 'Roll back']);
  });

  it('tells what a finished operation left, line by line', async () => {
    const api = new FakeSiemForwarderApi();
    api.operations = [
      sampleOperation({
        kind: 'repair',
        steps: [
          {
            step: 'forwarder:repair',
            status: 'done',
            message: 'Put back: the rule.\nLeft as it is: the partitions.',
            changes: [],
            outputs: {},
          },
        ],
      }),
    ];
    render(api);
    expect(await screen.findByText('Put back: the rule.')).toBeInTheDocument();
    expect(
      screen.getByText('Left as it is: the partitions.'),
    ).toBeInTheDocument();
  });

  describe('the dialog of a change', () => {
    const openDialog = async (api: FakeSiemForwarderApi) => {
      const open = jest.spyOn(api, 'openOperation');
      render(api);
      await userEvent.click(await pressable('Change'));
      return { open, dialog: within(await screen.findByRole('dialog')) };
    };

    it('begins with what is, and asks for what differs alone', async () => {
      const { open, dialog } = await openDialog(new FakeSiemForwarderApi());
      const retention = dialog.getByLabelText('Retention in hours');
      expect(retention).toHaveValue('168');
      expect(dialog.getByLabelText('Partitions')).toHaveValue('4');
      expect(dialog.getByLabelText('Partitions')).toBeDisabled();
      expect(
        dialog.getByText(/this namespace is Standard/),
      ).toBeInTheDocument();
      expect(dialog.getByRole('button', { name: 'Change' })).toBeDisabled();
      expect(open).not.toHaveBeenCalled();

      await userEvent.clear(retention);
      await userEvent.type(retention, '72');
      await dialog.findByText('what change makes');
      await userEvent.click(dialog.getByRole('button', { name: 'Change' }));
      expect(open).toHaveBeenLastCalledWith(AUSTIN, {
        kind: 'change',
        input: { retentionHours: 72 },
      });
    });

    it('lets the partitions of a Premium namespace grow', async () => {
      const api = new FakeSiemForwarderApi();
      const { spec } = sampleOperation();
      api.operations = [
        sampleOperation({
          spec: { ...spec, namespace: { ...spec.namespace, tier: 'Premium' } },
        }),
      ];
      const { dialog } = await openDialog(api);
      expect(dialog.getByLabelText('Partitions')).toBeEnabled();
    });

    it('asks for consent where another table is exported', async () => {
      const { open, dialog } = await openDialog(new FakeSiemForwarderApi());
      expect(dialog.queryByRole('checkbox')).not.toBeInTheDocument();
      await userEvent.click(
        dialog.getByRole('button', { name: /What is forwarded/ }),
      );
      await userEvent.click(screen.getByRole('option', { name: 'Both' }));
      await userEvent.click(await dialog.findByRole('checkbox'));
      await dialog.findByText('what change makes');
      expect(open).toHaveBeenLastCalledWith(
        AUSTIN,
        {
          kind: 'change',
          input: { content: 'both', exportsWholeTable: true },
          dryRun: true,
        },
        expect.anything(),
      );
    });
  });
});
