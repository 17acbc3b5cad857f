import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { FakeSiemForwarderApi, sampleOperation } from '../__testUtils__';
import { renderOnEntityPage } from '../__testUtils__/renderOnEntityPage';
import { OperationsCard } from './OperationsCard';

const AUSTIN = 'resource:default/austin';

function render(
  api: FakeSiemForwarderApi,
  options: {
    paused?: boolean;
    check?: AuthorizeResult.ALLOW | AuthorizeResult.DENY;
    entityRef?: string;
  } = {},
) {
  const { paused = false, check, entityRef = AUSTIN } = options;
  renderOnEntityPage(<OperationsCard entityRef={entityRef} paused={paused} />, {
    api,
    entityRef,
    check,
  });
}

describe('OperationsCard', () => {
  it('shows what a rotation would do before it is begun, then its progress', async () => {
    const api = new FakeSiemForwarderApi();
    const open = jest.spyOn(api, 'openOperation');
    render(api);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Rotate credential' }),
    );
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
    expect(screen.getByText('0 of 1 steps done')).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Rotate credential' }),
    ).toBeDisabled();
    expect(screen.getByText(/an operation is under way/)).toBeInTheDocument();
  });

  it('takes nothing down before its name is typed', async () => {
    const api = new FakeSiemForwarderApi();
    const open = jest.spyOn(api, 'openOperation');
    render(api);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Decommission' }),
    );
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
    await userEvent.click(
      await screen.findByRole('button', { name: 'Rotate credential' }),
    );
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
    await userEvent.click(screen.getByRole('button', { name: button }));
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

  it('tells those without a permission so', async () => {
    // Another forwarder: answers are remembered by permission and entity.
    render(new FakeSiemForwarderApi(), {
      check: AuthorizeResult.DENY,
      entityRef: 'resource:default/lyon',
    });
    expect(
      await screen.findByText(/Rotate credential, .*: you lack the permission/),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Rotate credential' }),
    ).toBeDisabled();
  });

  it('offers only to adopt what the portal did not make', async () => {
    const api = new FakeSiemForwarderApi();
    api.operations = [];
    render(api);
    expect(await screen.findByRole('button', { name: 'Adopt' })).toBeEnabled();
    expect(screen.getByRole('button', { name: 'Repair' })).toBeDisabled();
    expect(screen.getByText(/adopt it first/)).toBeInTheDocument();
  });
});
