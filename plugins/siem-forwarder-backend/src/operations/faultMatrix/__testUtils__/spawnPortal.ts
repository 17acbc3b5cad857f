import { ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { ProcessTask } from './ProcessTask';

/** A process of the portal that the operating system can stop and kill. */
export interface SpawnedPortal {
  child: ChildProcess;
  /** The signal that ended it; its exit code and last words when none did. */
  ended: Promise<string>;
}

/** Lets a process of its own work at one step. */
export function spawnPortal(task: ProcessTask): SpawnedPortal {
  const child = spawn(
    process.execPath,
    [
      '--require',
      require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      join(__dirname, 'portalProcessMain.ts'),
    ],
    {
      env: { ...process.env, PROCESS_TASK: JSON.stringify(task) },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  let words = '';
  child.stderr?.on('data', chunk => {
    words += chunk;
  });
  const ended = new Promise<string>(resolve => {
    child.on('exit', (code, signal) => resolve(signal ?? `${code} ${words}`));
  });
  return { child, ended };
}
