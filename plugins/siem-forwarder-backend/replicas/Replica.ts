import { ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { JsonObject } from '@backstage/types';
import { ReplicaLog, ReplicaMessage } from './ReplicaMessage';

/** Lines that are kept to be shown when something does not hold. */
const KEPT_LINES = 20;

/** A backend in a process of its own. */
export class Replica {
  readonly name: string;
  readonly #child: ChildProcess;
  readonly #logs: ReplicaLog[] = [];
  readonly #told: string[] = [];

  private constructor(name: string, child: ChildProcess) {
    this.name = name;
    this.#child = child;
    child.on('message', (message: ReplicaMessage) => {
      if (message.told) {
        this.#told.push(message.told);
      }
      if (message.log) {
        this.#logs.push(message.log);
      }
    });
  }

  /** Waits until it serves. */
  static async start(name: string, config: JsonObject): Promise<Replica> {
    const child = fork(join(__dirname, 'replicaProcess'), {
      env: {
        ...process.env,
        NODE_ENV: 'production',
        REPLICA_CONFIG: JSON.stringify(config),
      },
      execArgv: [
        '--require',
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      ],
    });
    const replica = new Replica(name, child);
    await Promise.race([
      new Promise<void>(resolve => {
        child.on('message', (message: ReplicaMessage) => {
          if (message.ready) {
            resolve();
          }
        });
      }),
      once(child, 'exit').then(([code]) => {
        throw new Error(
          `${name} ended with ${code} before it was ready:\n${replica.lastWords}`,
        );
      }),
    ]);
    return replica;
  }

  /** What it logged of sweeps, in its own order. */
  get sweeps(): ReplicaLog[] {
    return this.#logs.filter(({ shard }) => shard !== undefined);
  }

  /** What it complained of. */
  get complaints(): string[] {
    return this.#logs
      .filter(({ level }) => level === 'warn' || level === 'error')
      .map(({ message }) => message);
  }

  /** Ids of the transitions that it published. */
  get told(): readonly string[] {
    return this.#told;
  }

  /** The name under which it holds shards; undefined before its first sweep. */
  get owner(): string | undefined {
    return this.sweeps[0]?.replica;
  }

  /** False after it ended. */
  get running(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  get lastWords(): string {
    return this.#logs
      .slice(-KEPT_LINES)
      .map(({ level, message }) => `${level} ${message}`)
      .join('\n');
  }

  /** Ends it as a power cut does, stops it, or lets it go on. */
  async signal(signal: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): Promise<void> {
    this.#child.kill(signal);
    if (signal === 'SIGKILL') {
      await once(this.#child, 'exit');
    }
  }

  /** Lets it shut down. */
  async stop(): Promise<void> {
    if (!this.running) {
      return;
    }
    const exit = once(this.#child, 'exit');
    this.#child.kill('SIGTERM');
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), 15_000);
    await exit;
    clearTimeout(timer);
  }
}
