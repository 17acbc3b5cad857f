import { BenchPart } from '../BenchLine';
import { benchRoutes, RouteResult } from './benchRoutes';

const FORWARDERS = 10_000;
const TRANSITIONS = 1_000_000;
const CALLS = 1_000;

const policyOf: Record<RouteResult['decision'], string> = {
  allow: 'all',
  conditional: 'owners',
};

/**
 * Our routes beside the catalog's entity by name, on SQLite or PostgreSQL.
 *
 * @param postgres - connection string of a server with nothing in it; SQLite
 *   when absent
 */
export function routesPart(postgres?: string): BenchPart {
  const name = postgres ? 'routes, PostgreSQL' : 'routes, SQLite';
  return {
    name,
    async run(report) {
      const results = await benchRoutes({
        forwarders: FORWARDERS,
        transitions: TRANSITIONS,
        calls: CALLS,
        ...(postgres
          ? { database: { client: 'pg', connection: postgres } }
          : {}),
      });
      for (const { route, decision, p50, p95, ratio, limit } of results) {
        report({
          subject: `${name}, ${policyOf[decision]}`,
          measure: route,
          value: `${p50.toFixed(1)} ms (p95 ${p95.toFixed(1)}), ${ratio.toFixed(
            2,
          )} x`,
          ...(limit === undefined
            ? {}
            : { target: `<= ${limit.toFixed(2)}`, holds: ratio <= limit }),
        });
      }
    },
  };
}
