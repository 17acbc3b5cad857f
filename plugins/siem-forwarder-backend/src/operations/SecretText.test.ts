import { inspect } from 'node:util';
import { SecretText } from './SecretText';

describe('SecretText', () => {
  it('shows its text to nobody who does not ask for it by name', () => {
    const secret = SecretText.of('s3cret~text');
    const shown = [
      `${secret}`,
      String(secret),
      JSON.stringify({ secret }),
      inspect({ secret }, { depth: 10, showHidden: true }),
      Object.values(secret).join(),
      `${new Error(`failed with ${secret}`).message}`,
    ];
    expect(shown.filter(text => text.includes('s3cret'))).toEqual([]);
    expect(secret.reveal()).toBe('s3cret~text');
  });
});
