import { spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Packages whose tests drive the simulator. */
const packages = ['packages/azure-simulator', 'plugins/siem-forwarder-backend'];

function run(
  command: string,
  args: string[],
  options: { cwd: string; env: NodeJS.ProcessEnv },
): Promise<number> {
  return new Promise((resolve, reject) => {
    // What jest says to people comes on stderr; stdout is the report's.
    const child = spawn(command, args, {
      ...options,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    child.on('error', reject);
    child.on('exit', code => resolve(code ?? 1));
  });
}

/**
 * Runs the test suites that drive the simulator, with every exchange recorded.
 * @param root - of the repository
 * @param folder - emptied first
 * @returns packages of which a test failed
 */
export async function recordTraffic(
  root: string,
  folder: string,
): Promise<string[]> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const failed: string[] = [];
  for (const path of packages) {
    const code = await run(
      process.execPath,
      [
        join(root, 'node_modules/@backstage/cli/bin/backstage-cli'),
        'package',
        'test',
        '--watchAll=false',
        '--maxWorkers=2',
      ],
      {
        cwd: join(root, path),
        env: {
          ...process.env,
          CI: '1',
          BACKSTAGE_TEST_DISABLE_DOCKER: '1',
          SIMULATOR_TRAFFIC_DIR: folder,
        },
      },
    );
    if (code !== 0) {
      failed.push(path);
    }
  }
  return failed;
}
