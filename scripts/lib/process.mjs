import { spawn } from 'node:child_process';

/**
 * Starts a program in a process group of its own, so that `stop` ends it with
 * everything that it started.
 */
export function startGroup(command, args, options = {}) {
  const child = spawn(command, args, { ...options, detached: true });
  const ended = new Promise(resolve => {
    child.once('exit', (code, signal) => resolve({ code, signal }));
    child.once('error', error => resolve({ code: 1, error }));
  });
  const kill = signal => {
    try {
      process.kill(-child.pid, signal);
    } catch (error) {
      if (error.code !== 'ESRCH') throw error;
    }
  };
  return {
    child,
    ended,
    async stop() {
      if (child.pid === undefined) return;
      kill('SIGTERM');
      const patience = new Promise(resolve => {
        setTimeout(resolve, 8000, 'late').unref();
      });
      if ((await Promise.race([ended, patience])) === 'late') kill('SIGKILL');
    },
  };
}

/** Runs a program to its end, its output on ours. */
export async function run(command, args, options = {}) {
  const child = spawn(command, args, { stdio: 'inherit', ...options });
  return new Promise(resolve => {
    child.once('exit', code => resolve(code ?? 1));
    child.once('error', error => {
      console.error(String(error));
      resolve(1);
    });
  });
}
