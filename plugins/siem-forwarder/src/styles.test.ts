// Node's own modules serve this test only, which reads style sheets as text.
// eslint-disable-next-line no-restricted-imports
import { readdirSync, readFileSync } from 'fs';
// eslint-disable-next-line no-restricted-imports
import { dirname, join, relative } from 'path';

const tokensOfBui = definitions(
  // By way of the package's own file: Jest maps every import of a style sheet to a stub.
  readFileSync(
    join(
      dirname(require.resolve('@backstage/ui/package.json')),
      'dist/css/styles.css',
    ),
    'utf8',
  ),
);
const stylesheets = readdirSync(__dirname, { recursive: true })
  .map(String)
  .filter(name => name.endsWith('.css'))
  .map(name => ({
    name: relative('.', name),
    text: readFileSync(join(__dirname, name), 'utf8'),
  }));
const ownTokens = definitions(stylesheets.map(({ text }) => text).join());

/** Of a later version, or of an older one, as the release notes of Backstage UI 0.18 tell. */
const deprecated =
  /^--bui-(bg-(success|danger|warning|info|solid)|fg-(success|danger|info|solid)|border-(success|danger|warning|info)|shadow|.*-on-bg|.*-(hover|pressed|disabled))$/;

function definitions(css: string): Set<string> {
  return new Set([...css.matchAll(/(--[\w-]+)\s*:/g)].map(([, name]) => name));
}

describe('style sheets', () => {
  it('are there to be looked at', () => {
    expect(stylesheets.length).toBeGreaterThan(10);
    expect(tokensOfBui.size).toBeGreaterThan(100);
  });

  it.each(stylesheets)('$name uses tokens that exist', ({ text }) => {
    const used = [...text.matchAll(/var\((--[\w-]+)/g)].map(([, name]) => name);
    const unknown = used.filter(
      token => !tokensOfBui.has(token) && !ownTokens.has(token),
    );
    expect(unknown).toEqual([]);
    expect(used.filter(token => deprecated.test(token))).toEqual([]);
  });

  it.each(stylesheets)('$name lies in the layer of components', ({ text }) => {
    const rules = text.replace(/\/\*[\s\S]*?\*\//g, '').trim();
    expect(rules).toMatch(/^@layer components \{[\s\S]*\}$/);
  });
});
