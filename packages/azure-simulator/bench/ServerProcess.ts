import { ChildProcess, fork } from 'node:child_process';
import { on, once } from 'node:events';
import { join } from 'node:path';
import { isObject } from '../src/http/json';

/** V8's limit for each server: without one it collects late, and what is measured is its patience. */
export const heapMegabytes = 400;

/** In a server's process: says that it is ready, then answers each message with the resident memory in bytes. */
export function answerParent(ready: object): void {
  process.send?.({ ready });
  process.on('message', () =>
    process.send?.({ rss: process.memoryUsage.rss() }),
  );
  process.on('disconnect', () => process.exit());
}

/** The next message with a member; the hook that compiles TypeScript sends messages of its own. */
async function nextMessage(
  child: ChildProcess,
  member: string,
): Promise<unknown> {
  for await (const [message] of on(child, 'message')) {
    if (isObject(message) && member in message) {
      return message[member];
    }
  }
  return undefined;
}

/** A server that is measured, in a process of its own. */
export class ServerProcess<Ready> {
  readonly ready: Ready;
  /** From the start of the process until it was ready. */
  readonly startSeconds: number;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, ready: Ready, startSeconds: number) {
    this.#child = child;
    this.ready = ready;
    this.startSeconds = startSeconds;
  }

  /** @param script - name of a file beside this one; it calls `answerParent` */
  static async start<Ready>(script: string): Promise<ServerProcess<Ready>> {
    const started = performance.now();
    const child = fork(join(__dirname, script), {
      execArgv: [
        `--max-old-space-size=${heapMegabytes}`,
        '--require',
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      ],
    });
    const ready = await Promise.race([
      nextMessage(child, 'ready'),
      once(child, 'exit').then(([code]) => {
        throw new Error(`${script} ended with ${code} before it was ready.`);
      }),
    ]);
    return new ServerProcess(
      child,
      ready as Ready,
      (performance.now() - started) / 1000,
    );
  }

  /** Resident memory of the process, in MB. */
  async megabytes(): Promise<number> {
    const rss = nextMessage(this.#child, 'rss');
    this.#child.send('memory');
    return Number(await rss) / 1e6;
  }

  async stop(): Promise<void> {
    const exit = once(this.#child, 'exit');
    this.#child.disconnect();
    await exit;
  }
}
