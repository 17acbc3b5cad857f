import { createServer } from 'node:net';
import { JsonObject } from '@backstage/types';
import { TestCloud } from '../src/__testUtils__';
import { Observatory } from './Observatory';
import { Replica } from './Replica';
import { fleetSize } from './ReplicaMessage';
import { intervalsOf, SweepInterval } from './sweepIntervals';

/** Replicas of one backend: on one database and one simulated cloud. */
export class ReplicaSet {
  readonly #cloud: TestCloud;
  readonly #postgres: string;
  readonly #prefix: string;
  readonly replicas: Replica[] = [];
  readonly observatory: Observatory;

  private constructor(options: {
    cloud: TestCloud;
    postgres: string;
    prefix: string;
    first: Replica;
    observatory: Observatory;
  }) {
    this.#cloud = options.cloud;
    this.#postgres = options.postgres;
    this.#prefix = options.prefix;
    this.replicas.push(options.first);
    this.observatory = options.observatory;
  }

  /**
   * @param options - `postgres`: connection string of a server; `prefix`: of
   *   the names of its databases
   */
  static async start(options: {
    cloud: TestCloud;
    postgres: string;
    prefix: string;
    count: number;
  }): Promise<ReplicaSet> {
    const { cloud, postgres, prefix, count } = options;
    // The first one makes the tables.
    const first = await startReplica(cloud, postgres, prefix, 1);
    const url = new URL(postgres);
    url.pathname = `/${prefix}siem-forwarder`;
    const observatory = await Observatory.open(url.toString());
    const set = new ReplicaSet({ ...options, first, observatory });
    for (let number = 2; number <= count; number += 1) {
      await set.add();
    }
    return set;
  }

  async add(): Promise<Replica> {
    const replica = await startReplica(
      this.#cloud,
      this.#postgres,
      this.#prefix,
      this.replicas.length + 1,
    );
    this.replicas.push(replica);
    return replica;
  }

  /** All sweeps, of all replicas. */
  get intervals(): SweepInterval[] {
    return intervalsOf(this.replicas.flatMap(({ sweeps }) => sweeps));
  }

  /** Until each shard was swept and each forwarder judged. */
  async warmUp(): Promise<void> {
    await until(
      'each shard is swept and each forwarder judged',
      async () => {
        const shards = await this.observatory.shards();
        return (
          shards.length > fleetSize.subscriptions &&
          shards.every(({ ended_at }) => ended_at !== null) &&
          (await this.observatory.judged()) === fleetSize.forwarders
        );
      },
      { seconds: 240, every: 500 },
    );
  }

  /**
   * Counts the calls of sweeps.
   *
   * @param sweeps - how many are waited for
   * @returns calls but those of signing in, of which each process has its own
   */
  async callsOf(sweeps: number): Promise<{ calls: number; sweeps: number }> {
    const ended = () =>
      this.intervals.filter(({ to }) => to !== undefined).length;
    const before = ended();
    const callsBefore = await this.#calls();
    await until(
      `${sweeps} sweeps have ended`,
      async () => ended() >= before + sweeps,
      { seconds: 1_200, every: 200 },
    );
    return {
      calls: (await this.#calls()) - callsBefore,
      sweeps: ended() - before,
    };
  }

  async #calls(): Promise<number> {
    const counts = await this.#cloud.control.requestCounts();
    return counts
      .filter(({ service }) => service !== 'login')
      .reduce((sum, { count }) => sum + count, 0);
  }

  async stop(): Promise<void> {
    await Promise.all(this.replicas.map(replica => replica.stop()));
    await this.observatory.close();
  }
}

/** Asks again and again; throws with what was waited for when the time is over. */
export async function until(
  what: string,
  holds: () => Promise<boolean>,
  { seconds, every }: { seconds: number; every: number },
): Promise<void> {
  const end = Date.now() + seconds * 1_000;
  while (!(await holds())) {
    if (Date.now() > end) {
      throw new Error(`Waited ${seconds} seconds in vain until ${what}`);
    }
    await new Promise(resolve => setTimeout(resolve, every));
  }
}

async function startReplica(
  cloud: TestCloud,
  postgres: string,
  prefix: string,
  number: number,
): Promise<Replica> {
  const { hostname, port, username } = new URL(postgres);
  const name = `${prefix}${number}`;
  const listen = await freePort();
  const url = `http://127.0.0.1:${listen}`;
  return Replica.start(name, {
    app: { baseUrl: url },
    backend: {
      baseUrl: url,
      listen: { host: '127.0.0.1', port: listen },
      auth: { dangerouslyDisableDefaultAuthPolicy: true },
      database: {
        client: 'pg',
        prefix,
        connection: {
          host: hostname,
          port: Number(port),
          user: username,
          // The database notes it with each write.
          application_name: name,
        },
      },
    },
    siemForwarder: cloud.config,
  } as JsonObject);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address
          ? resolve(address.port)
          : reject(new Error('The system gave no port')),
      );
    });
  });
}
