import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { sampleLosing, sampleLossWindow } from '../__testUtils__';
import { LossWindowBar } from './LossWindowBar';

describe('LossWindowBar', () => {
  it('says how much time is left, and that this is an estimate', async () => {
    await renderInTestApp(<LossWindowBar loss={sampleLossWindow()} />);

    expect(
      screen.getByRole('meter', { name: '75 % of the time is over' }),
    ).toHaveAttribute('aria-valuenow', '75');
    expect(screen.getByText(/are lost/)).toHaveTextContent(
      'The oldest rows are lost in 6 hours, unless it is repaired',
    );
    expect(screen.getByText('Estimate')).toBeInTheDocument();
  });

  it('says that the window has closed', async () => {
    const loss = sampleLossWindow();
    await renderInTestApp(
      <LossWindowBar loss={{ ...loss, deadline: loss.since }} />,
    );

    expect(
      screen.getByText('The oldest rows are lost by now'),
    ).toBeInTheDocument();
    expect(screen.getByRole('meter')).toHaveAttribute('aria-valuenow', '100');
  });

  it('shows nothing of a loss that nothing waits for', async () => {
    await renderInTestApp(<LossWindowBar loss={sampleLosing()} />);

    expect(screen.queryByRole('meter')).not.toBeInTheDocument();
  });
});
