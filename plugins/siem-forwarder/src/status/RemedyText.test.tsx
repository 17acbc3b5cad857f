import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { RemedyText } from './RemedyText';

describe('RemedyText', () => {
  it('sets a command apart, without its backticks and the full stop after it', async () => {
    renderInTestApp(
      <p>
        <RemedyText
          remedy={{
            kind: 'repair',
            title: 'Turn the rule on again',
            text: 'In the portal; or `az rule update --enable true`.',
          }}
        />
      </p>,
    );
    const command = await screen.findByText('az rule update --enable true');
    expect(command.tagName).toBe('CODE');
    expect(command.parentElement).toHaveTextContent(
      /^In the portal; or az rule update --enable true$/,
    );
  });
});
