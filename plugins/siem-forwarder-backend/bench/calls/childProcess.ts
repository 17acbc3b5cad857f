import { ChildProcess, fork } from 'node:child_process';
import { on, once } from 'node:events';
import { join } from 'node:path';

/** In a child: tells the parent what it asked for. */
export function tellParent(message: object): void {
  process.send?.({ told: message });
}

/** A script beside this file, in a process of its own, that is told something and tells something. */
export class Child<Told> {
  readonly #child: ChildProcess;

  /** @param argument - what the script is told, as JSON in its first argument */
  constructor(script: string, argument: object, nodeOptions: string[] = []) {
    this.#child = fork(join(__dirname, script), [JSON.stringify(argument)], {
      execArgv: [
        ...nodeOptions,
        '--require',
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      ],
    });
  }

  /** What it tells first. */
  async told(): Promise<Told> {
    const exit = once(this.#child, 'exit').then(([code]) => {
      throw new Error(`A process of the benchmark ended with ${code}`);
    });
    return Promise.race([this.#next(), exit]);
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode === null) {
      const exit = once(this.#child, 'exit');
      this.#child.disconnect();
      await exit;
    }
  }

  async #next(): Promise<Told> {
    // The hook that compiles TypeScript sends messages of its own.
    for await (const [message] of on(this.#child, 'message')) {
      if (typeof message === 'object' && message && 'told' in message) {
        return message.told as Told;
      }
    }
    throw new Error('A process of the benchmark fell silent');
  }
}

/** In a child: what the parent gave it; and the child ends when the parent lets go. */
export function toldByParent<T>(): T {
  process.on('disconnect', () => process.exit());
  return JSON.parse(process.argv[2]) as T;
}
