import { scrub } from './scrub';

const SECRET = 'a~b&"c/d e+f<g>';

describe('scrub', () => {
  it.each([
    ['as it is', SECRET],
    ['in a URL', encodeURIComponent(SECRET)],
    ['in a form', new URLSearchParams({ x: SECRET }).toString().slice(2)],
    ['in JSON', JSON.stringify(SECRET).slice(1, -1)],
    ['in XML', 'a~b&amp;&quot;c/d e+f&lt;g&gt;'],
  ])('removes a secret %s', (_, text) => {
    expect(scrub(`value ${text} is bad`, [SECRET])).toBe('value ****** is bad');
  });

  it('leaves text without secrets alone', () => {
    expect(scrub('all is well', ['', SECRET])).toBe('all is well');
  });
});
