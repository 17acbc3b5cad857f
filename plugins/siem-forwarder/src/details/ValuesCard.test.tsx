import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { ValuesCard } from './ValuesCard';

const host = { id: 'host-name', label: 'Host name', value: 'evhns-a' };
const place = { id: 'secret-location', label: 'Secret', value: 'kv-ot-siem' };

describe('ValuesCard', () => {
  it.each([
    ['a known place', [host, place], /here is where it lies\.$/],
    ['no known place', [host], /it does not know where it lies\.$/],
    ['no values', [], /^No values are known yet\.$/],
  ])('is true of the secret with %s', async (_name, values, words) => {
    renderInTestApp(<ValuesCard values={values} />);
    expect(await screen.findByText(words)).toBeInTheDocument();
  });
});
