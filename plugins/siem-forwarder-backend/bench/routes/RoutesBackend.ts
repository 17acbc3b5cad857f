import { ChildProcess, fork } from 'node:child_process';
import { on, once } from 'node:events';
import { join } from 'node:path';

/** What the backend tells of itself when it is ready. */
export interface RoutesBackendReady {
  /** `http://127.0.0.1:<port>` */
  url: string;
  /** A user's token. */
  token: string;
  forwarders: number;
  transitions: number;
}

/** How the policy decides on `catalog.entity.read`. */
export type ReadDecision = 'allow' | 'conditional';

/** A portal's backend with catalog, permissions and the plugin, in a process of its own. */
export class RoutesBackend {
  readonly ready: RoutesBackendReady;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, ready: RoutesBackendReady) {
    this.#child = child;
    this.ready = ready;
  }

  /** @param environment - what `routesProcess` reads: the fleet's size and the database */
  static async start(
    environment: Record<string, string>,
  ): Promise<RoutesBackend> {
    const child = fork(join(__dirname, 'routesProcess'), {
      env: { ...process.env, ...environment },
      execArgv: [
        '--require',
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      ],
    });
    const ready = await Promise.race([
      nextMessage(child, 'ready'),
      once(child, 'exit').then(([code]) => {
        throw new Error(`The backend ended with ${code} before it was ready.`);
      }),
    ]);
    return new RoutesBackend(child, ready as RoutesBackendReady);
  }

  /** Lets the policy decide otherwise from now on. */
  async decide(decision: ReadDecision): Promise<void> {
    const done = nextMessage(this.#child, 'decided');
    this.#child.send({ decision });
    await done;
  }

  async stop(): Promise<void> {
    const exit = once(this.#child, 'exit');
    this.#child.disconnect();
    await exit;
  }
}

/** The next message with a member; the hook that compiles TypeScript sends messages of its own. */
async function nextMessage(
  child: ChildProcess,
  member: string,
): Promise<unknown> {
  for await (const [message] of on(child, 'message')) {
    if (typeof message === 'object' && message !== null && member in message) {
      return message[member];
    }
  }
  return undefined;
}
