import autocannon from 'autocannon';

/** What a load of some seconds showed. */
export interface Measurement {
  requestsPerSecond: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
}

/**
 * Connections that are kept alive and ask one thing after the other: enough
 * that the client is never idle, for waking it up for every answer would be
 * measured too, and befall the slower server alone.
 */
export const connections = 50;

/** A server and what it is asked for, in turn. */
export interface Load {
  url: string;
  paths: string[];
  headers: Record<string, string>;
}

/** How often the servers take turns. */
const rounds = 5;

function median(values: number[]): number {
  return [...values].sort((one, other) => one - other)[
    Math.floor(values.length / 2)
  ];
}

async function ask(
  { url, paths, headers }: Load,
  duration: number,
): Promise<Measurement> {
  const result = await autocannon({
    url,
    connections,
    duration,
    headers,
    requests: paths.map(path => ({ method: 'GET' as const, path })),
  });
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(
      `${result.non2xx} answers of ${url}${paths[0]} were no success and ${result.errors} were none: nothing can be said about the others.`,
    );
  }
  return {
    requestsPerSecond: result.requests.average,
    p50: result.latency.p50,
    p99: result.latency.p99,
  };
}

/**
 * Asks servers as fast as they answer, in short turns, so that what else the
 * machine does befalls all of them alike; each figure is the median of the turns.
 *
 * @param seconds - for each server, after a second that does not count
 * @throws Error when an answer is not 200, for then something else is measured
 */
export async function measure(
  loads: Load[],
  seconds: number,
): Promise<Measurement[]> {
  const turns: Measurement[][] = loads.map(() => []);
  for (const load of loads) {
    // What is compiled and cached at first is no part of it.
    await ask(load, 1);
  }
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, load] of loads.entries()) {
      turns[index].push(await ask(load, Math.max(1, seconds / rounds)));
    }
  }
  return turns.map(measured => ({
    requestsPerSecond: median(measured.map(turn => turn.requestsPerSecond)),
    p50: median(measured.map(turn => turn.p50)),
    p99: median(measured.map(turn => turn.p99)),
  }));
}
