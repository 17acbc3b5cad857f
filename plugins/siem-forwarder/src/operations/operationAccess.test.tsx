import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  OperationKind,
  operationKinds,
} from 'backstage-plugin-siem-forwarder-common';
import { FakeSiemForwarderApi, sampleOperation } from '../__testUtils__';
import { pressable } from '../__testUtils__/pressable';
import { renderOnEntityPage } from '../__testUtils__/renderOnEntityPage';
import { OperationsCard } from './OperationsCard';

const { ALLOW, DENY } = AuthorizeResult;

/** The permission of each kind, and its button; the making has a template. */
const kinds: Record<OperationKind, { permission: string; button?: string }> = {
  provision: { permission: 'siem-forwarder.forwarder.create' },
  rotate: {
    permission: 'siem-forwarder.forwarder.rotate',
    button: 'Rotate credential',
  },
  repair: { permission: 'siem-forwarder.forwarder.repair', button: 'Repair' },
  change: { permission: 'siem-forwarder.forwarder.change', button: 'Change' },
  pause: { permission: 'siem-forwarder.forwarder.pause', button: 'Pause' },
  resume: { permission: 'siem-forwarder.forwarder.pause', button: 'Resume' },
  adopt: { permission: 'siem-forwarder.forwarder.adopt', button: 'Adopt' },
  decommission: {
    permission: 'siem-forwarder.forwarder.decommission',
    button: 'Decommission',
  },
};

const withButton = operationKinds.flatMap(kind => {
  const { button, permission } = kinds[kind];
  return button ? [{ kind, button, permission }] : [];
});

jest.setTimeout(30_000);

describe('what a page lets its user do', () => {
  /** Answers are remembered by permission and entity: each test has one of its own. */
  let number = 0;
  const show = (
    api: FakeSiemForwarderApi,
    check: (permission: string) => typeof ALLOW | typeof DENY,
    paused = false,
  ) => {
    number += 1;
    const entityRef = `resource:default/forwarder-${number}`;
    api.operations = api.operations.map(operation => ({
      ...operation,
      entityRef,
    }));
    renderOnEntityPage(
      <OperationsCard entityRef={entityRef} paused={paused} />,
      { api, entityRef, check },
    );
  };
  const apiFor = (kind: OperationKind) => {
    const api = new FakeSiemForwarderApi();
    api.operations = kind === 'adopt' ? [] : [sampleOperation()];
    return api;
  };

  it.each(withButton)(
    'begins no $kind without its permission',
    async ({ kind, button, permission }) => {
      const api = apiFor(kind);
      const open = jest.spyOn(api, 'openOperation');
      show(
        api,
        asked => (asked === permission ? DENY : ALLOW),
        kind === 'resume',
      );
      expect(await screen.findByText(/^You lack the permission/)).toBeVisible();
      const off = screen.getByRole('button', { name: button });
      expect(off).toBeDisabled();
      await userEvent.click(off);
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
      expect(open).not.toHaveBeenCalled();
    },
  );

  it.each(withButton)(
    'begins $kind with its permission alone',
    async ({ kind, button, permission }) => {
      show(
        apiFor(kind),
        asked => (asked === permission ? ALLOW : DENY),
        kind === 'resume',
      );
      await userEvent.click(await pressable(button));
      expect(await screen.findByRole('dialog')).toBeVisible();
      const on = screen
        .getAllByRole('button', { hidden: true })
        .filter(each => !each.hasAttribute('disabled'))
        .map(({ textContent }) => textContent);
      for (const other of withButton.filter(
        each => each.permission !== permission,
      )) {
        expect(on).not.toContain(other.button);
      }
    },
  );

  const failed = (kind: OperationKind) => {
    const api = new FakeSiemForwarderApi();
    api.operations = [
      sampleOperation({
        kind,
        status: 'open',
        failures: [
          {
            step: 'credential:rotate',
            message: 'It failed.',
            at: '2026-11-24T09:00:00.000Z',
          },
        ],
      }),
    ];
    return api;
  };

  it.each(operationKinds)(
    'neither goes on with a %s nor rolls it back without its permission',
    async kind => {
      const { permission } = kinds[kind];
      const api = failed(kind);
      const retry = jest.spyOn(api, 'retryOperation');
      const rollBack = jest.spyOn(api, 'rollBackOperation');
      show(api, asked => (asked === permission ? DENY : ALLOW));
      await screen.findByText('It failed.');
      expect(await screen.findByText(/^You lack the permission/)).toBeVisible();
      for (const name of ['Retry', 'Roll back']) {
        const button = screen.getByRole('button', { name });
        expect(button).toBeDisabled();
        await userEvent.click(button);
      }
      expect([retry.mock.calls, rollBack.mock.calls]).toEqual([[], []]);
    },
  );

  describe('with its permission alone', () => {
    // The answer to a permission that is not of an entity is remembered so long.
    beforeAll(() => new Promise(resolve => setTimeout(resolve, 2_500)));

    it.each(operationKinds)('goes on with a %s', async kind => {
      const { permission } = kinds[kind];
      show(failed(kind), asked => (asked === permission ? ALLOW : DENY));
      await screen.findByText('It failed.');
      await userEvent.click(await pressable('Retry'));
      expect(await screen.findByText('Under way')).toBeVisible();
    });
  });

  it('says what the backend refuses', async () => {
    const api = failed('rotate');
    jest
      .spyOn(api, 'rollBackOperation')
      .mockRejectedValue(new Error("owner: you do not belong to 'soc'"));
    show(api, () => ALLOW);
    await screen.findByText('It failed.');
    await userEvent.click(await pressable('Roll back'));
    expect(await screen.findByRole('status')).toHaveTextContent(
      "you do not belong to 'soc'",
    );
  });
});
