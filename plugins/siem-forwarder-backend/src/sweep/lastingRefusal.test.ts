import { TestDatabases } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { Knex } from 'knex';
import { startTestCloud, TestCloud } from '../__testUtils__';
import { FactSet } from '../collect/Facts';
import { Portal } from './__testUtils__/Portal';
import { entityOf } from './__testUtils__/variants';

jest.setTimeout(180_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const entities = ['austin-incidents', 'austin-alerts'].map(name =>
  entityOf(name),
);

/** How often the whole state of a forwarder is written. */
function statesWritten(db: Knex): { count: number } {
  const written = { count: 0 };
  db.on('query', ({ sql, bindings }: { sql: string; bindings: unknown[] }) => {
    const [, columns] = /^insert into `forwarder_states` \(([^)]*)\)/.exec(
      sql,
    ) ?? [undefined, ''];
    if (columns.includes('`facts`')) {
      written.count += bindings.length / columns.split(',').length;
    }
  });
  return written;
}

/** Why facts are not known, in their order. */
function refusalsIn(facts: FactSet): string[] {
  return Object.values(facts).map(fact =>
    'unavailable' in fact
      ? fact.unavailable.message
      : fact.failure?.message ?? '',
  );
}

describe('a refusal that lasts', () => {
  let cloud: TestCloud;
  let now: number;

  beforeAll(async () => {
    const clock = { startAt: new Date().toISOString(), manual: true } as const;
    cloud = await startTestCloud({
      seed: 'fleet',
      siemReaders: 'direct',
      clock,
      behaviours: { throttling: false },
    });
    now = Date.parse(clock.startAt);
  });
  afterAll(() => cloud.stop());

  const pass = async (minutes: number) => {
    now = Date.parse(await cloud.control.advance({ minutes }));
  };

  it.each([
    ['of a right', {}, { status: 403, code: 'AuthorizationFailed' }],
    ['for a fault of its own', {}, { status: 500, code: 'InternalError' }],
    ['to be called so often', {}, { status: 429, retryAfter: 90 }],
    ['of the credential', { clientSecret: 'ended' }, undefined],
  ])('%s writes no state again', async (_, sweeper, fault) => {
    const db = await databases.init('SQLITE_3');
    const siemForwarder = JSON.parse(JSON.stringify(cloud.config));
    Object.assign(siemForwarder.azure.tenants[0].sweeper, sweeper);
    const portal = await Portal.open({
      cloud: { ...cloud, rootConfig: new ConfigReader({ siemForwarder }) },
      database: db,
      entities,
      now: () => now,
    });
    await portal.look();
    for (const service of fault
      ? (['resourceManager', 'graph', 'logs', 'metrics'] as const)
      : []) {
      await cloud.control.fault({ service, pathPattern: '.', ...fault });
    }
    // Until all that was known before is too old to be believed.
    const saidOf = (states: Map<string, { facts: FactSet }>) =>
      [...states.values()].map(({ facts }) => refusalsIn(facts));
    let said: string[][] = [];
    for (const minutes of [5, 5, 5, 5, 180, 5]) {
      await pass(minutes);
      said = saidOf(await portal.look());
    }
    const written = statesWritten(db);
    let news = 0;
    const rewritten: number[] = [];
    // More than an hour, in which the configuration is asked for again.
    for (let sweeps = 0; sweeps < 14; sweeps += 1) {
      await pass(5);
      const before = { said, count: written.count };
      const looked = await portal.look();
      said = saidOf(looked);
      const states = [...looked.values()];
      expect(states.map(({ evaluation }) => evaluation.health)).toEqual([
        'unknown',
        'unknown',
      ]);
      expect(states.map(({ checkedAt }) => Date.parse(checkedAt))).toEqual([
        now,
        now,
      ]);
      // Another refusal may be written; the same one may not.
      const same = JSON.stringify(said) === JSON.stringify(before.said);
      if (!same) news += 1;
      else if (written.count > before.count) rewritten.push(sweeps);
    }
    expect(rewritten).toEqual([]);
    // A connection of a busy machine may break once: that is another refusal.
    expect(news).toBeLessThanOrEqual(2);
    await cloud.control.clearFaults();
  });
});
