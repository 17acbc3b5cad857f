import { ChildProcess, spawn } from 'node:child_process';
import { mockCredentials } from '@backstage/backend-test-utils';
import { JsonObject } from '@backstage/types';
import { MEMBER } from './scaffolderFeatures';

/** Scaffolder, catalog and plugin in a process of their own, which can be killed. */
export class ScaffolderProcess {
  readonly #child: ChildProcess;
  readonly #port: string;

  private constructor(child: ChildProcess, port: string) {
    this.#child = child;
    this.#port = port;
  }

  /**
   * @param config - the root configuration, with the folder of the databases
   * @throws Error with its last words when it does not start
   */
  static async start(config: JsonObject): Promise<ScaffolderProcess> {
    const child = spawn(
      process.execPath,
      [
        '--require',
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
        require.resolve('./scaffolderProcessMain.ts'),
      ],
      {
        env: { ...process.env, ROOT_CONFIG: JSON.stringify(config) },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    let words = '';
    const port = await new Promise<string>((resolve, reject) => {
      const listen = (chunk: Buffer) => {
        words = `${words}${chunk}`.slice(-10_000);
        const [, found] = /^port (\d+)$/m.exec(words) ?? [];
        if (found) {
          resolve(found);
        }
      };
      child.stdout.on('data', listen);
      child.stderr.on('data', listen);
      child.on('exit', code =>
        reject(new Error(`The backend ended with ${code}: ${words}`)),
      );
    });
    return new ScaffolderProcess(child, port);
  }

  /** Ends it at once, as when its machine goes away. */
  async kill(): Promise<void> {
    const ended = new Promise(resolve => this.#child.on('exit', resolve));
    if (this.#child.kill('SIGKILL')) {
      await ended;
    }
  }

  /** Asks it as a member of the owners, and answers with the body. */
  async ask<T>(
    method: 'GET' | 'POST',
    path: string,
    body?: object,
  ): Promise<T> {
    const response = await fetch(`http://localhost:${this.#port}${path}`, {
      method,
      headers: {
        Authorization: mockCredentials.user.header(MEMBER),
        'Content-Type': 'application/json',
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) {
      throw new Error(`${method} ${path}: ${response.status} ${text}`);
    }
    return JSON.parse(text);
  }
}
