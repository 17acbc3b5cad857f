import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
];
const applications = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

function installed() {
  const inPath = (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap(folder => names.map(name => join(folder, name)));
  return [process.env.CHROMIUM_PATH, ...inPath, ...applications].find(
    path => path && existsSync(path),
  );
}

/**
 * A Chromium for the browser tests: the installed one, else the
 * distribution's package, else Playwright's. Undefined, after saying why,
 * when none could be had.
 */
export function ensureChromium(root) {
  const found = installed();
  if (found) return found;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.error(
      '[test] no Chromium here: installing the distribution’s package',
    );
    const options = {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    };
    spawnSync('apt-get', ['update', '-qq'], options);
    spawnSync(
      'apt-get',
      [
        'install',
        '-y',
        '-qq',
        '--no-install-recommends',
        'chromium',
        'fonts-dejavu-core',
      ],
      options,
    );
    const now = installed();
    if (now) return now;
  }
  console.error('[test] asking Playwright for its Chromium');
  const done = spawnSync(
    process.execPath,
    [join(root, 'node_modules/@playwright/test/cli.js'), 'install', 'chromium'],
    { stdio: 'inherit' },
  );
  if (done.status === 0) return 'playwright';
  console.error(
    '[test] No Chromium could be had. What to do: install Chromium or Google Chrome, or set CHROMIUM_PATH to one, and run `npm test` again.',
  );
  return undefined;
}
