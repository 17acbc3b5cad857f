import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen, within } from '@testing-library/react';
import { Loss } from 'backstage-plugin-siem-forwarder-common';
import { sampleLosing, sampleLossWindow } from '../__testUtils__';
import { LossCard } from './LossCard';

const render = (loss: Loss) => renderInTestApp(<LossCard loss={loss} />);

/** What a fact of the card says. */
function fact(label: string): string {
  const term = screen.getByText(label);
  return term.parentElement?.querySelector('dd')?.textContent ?? '';
}

describe('LossCard', () => {
  it('lists what is being lost, and since when', async () => {
    const loss = sampleLosing();
    await render(loss);

    expect(screen.getByText('Rows are being lost')).toBeInTheDocument();
    expect(screen.queryByText('Estimate')).not.toBeInTheDocument();
    expect(fact('Since')).toBe('1 hour ago');
    expect(fact('Not delivered')).toBe('7');
    expect(screen.getByText(loss.basis)).toBeInTheDocument();
    const rows = within(
      screen.getByRole('region', {
        name: 'Rows that did not reach the SIEM, newest first',
      }),
    ).getAllByRole('row');
    expect(rows).toHaveLength(8);
    expect(rows[1]).toHaveTextContent(
      '4212Unauthorized PLC programming on line 2High4 minutes ago',
    );
  });

  it('says until when rows are kept, and that this is an estimate', async () => {
    await render(sampleLossWindow());

    expect(screen.getByText('Rows will be lost')).toBeInTheDocument();
    expect(screen.getByText('Estimate')).toBeInTheDocument();
    expect(fact('Waiting')).toBe('23');
    expect(fact('The oldest is discarded')).toBe('in 6 hours');
  });

  it('tells of a loss that is over, and of one that nobody can count', async () => {
    const { count: _, items: __, ...loss } = sampleLosing();
    await render({
      ...loss,
      endedAt: new Date(Date.now() - 605_000).toISOString(),
    });

    expect(screen.getByText('Rows were lost')).toBeInTheDocument();
    expect(fact('Not delivered')).toBe('cannot be counted');
    expect(fact('Until')).toBe('10 minutes ago');
    expect(screen.queryByRole('table')).not.toBeInTheDocument();
  });
});
