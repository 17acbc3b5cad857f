import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { UptimeBar } from './UptimeBar';

describe('UptimeBar', () => {
  it.each([
    [{ ratio: 0.955, known: 1 }, '95.5 % up'],
    [{ ratio: 1, known: 0.5 }, '100 % up · 50 % known'],
    [{ ratio: 1, known: 0.02 }, 'Watched for less than an hour'],
    [{ known: 0 }, 'Nothing is known of this time'],
  ])('says of %j: %s', async (share, words) => {
    renderInTestApp(<UptimeBar uptime={{ ...share, hours: 24, slots: [] }} />);
    expect(await screen.findByText(words)).toBeInTheDocument();
  });
});
