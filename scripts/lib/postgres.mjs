import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './freePort.mjs';

const debian = '/usr/lib/postgresql';

/** The folder with the newest installed PostgreSQL server, if there is one. */
function serverBinaries() {
  const candidates = existsSync(debian)
    ? readdirSync(debian)
        .sort((a, b) => Number(b) - Number(a))
        .map(version => join(debian, version, 'bin'))
    : [];
  const path = (process.env.PATH ?? '').split(':');
  return [...candidates, ...path].find(folder =>
    existsSync(join(folder, 'initdb')),
  );
}

/**
 * Starts a PostgreSQL server with a cluster of its own on loopback; undefined
 * where no server is installed.
 */
export async function startPostgres() {
  const binaries = serverBinaries();
  if (!binaries) return undefined;
  const root = process.getuid?.() === 0;
  const folder = mkdtempSync(join(tmpdir(), 'siem-forwarder-pg-'));
  // The server refuses to run as root; Debian's package brings a user.
  const as = (program, args) => {
    const command = join(binaries, program);
    const done = root
      ? spawnSync('runuser', ['-u', 'postgres', '--', command, ...args], {
          encoding: 'utf8',
          cwd: folder,
        })
      : spawnSync(command, args, { encoding: 'utf8', cwd: folder });
    if (done.status !== 0) {
      throw new Error(
        `${program} did not succeed: ${
          done.stderr || done.error || done.stdout
        }`,
      );
    }
  };
  if (root) spawnSync('chown', ['postgres', folder]);
  const data = join(folder, 'data');
  const port = await freePort();
  as('initdb', ['-D', data, '-A', 'trust', '-U', 'postgres', '--no-sync']);
  as('pg_ctl', [
    'start',
    '-w',
    '-D',
    data,
    '-l',
    join(folder, 'log'),
    '-o',
    `-c listen_addresses=127.0.0.1 -c port=${port} -c unix_socket_directories='' -c fsync=off -c max_connections=300`,
  ]);
  return {
    connectionString: `postgresql://postgres@127.0.0.1:${port}/postgres`,
    stop() {
      as('pg_ctl', ['stop', '-m', 'immediate', '-D', data]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
