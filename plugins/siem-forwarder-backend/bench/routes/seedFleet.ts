import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { Health } from 'backstage-plugin-siem-forwarder-common';
import { Knex } from 'knex';
import { cloneEntities } from './cloneEntities';
import { Forwarder } from '../../src/collect/Forwarder';
import {
  forwarderEntity,
  NOW,
  RULE_ID,
  snapshotOf,
} from '../../src/evaluate/__fixtures__/healthyForwarder';
import { evaluate } from '../../src/evaluate/evaluate';
import { defaultHealthSettings } from '../../src/evaluate/HealthSettings';
import { DatabaseHealthStore } from '../../src/store';

/** Owners of the fleet, equally large. */
export const TEAMS = Array.from(
  { length: 20 },
  (_, index) => `group:default/plant-${index}`,
);

/** Most of a fleet works. */
const HEALTHS: Health[] = [
  'healthy',
  'healthy',
  'quiet',
  'healthy',
  'failing',
  'healthy',
  'healthy',
  'degraded',
  'healthy',
  'unknown',
];

/** Forwarders whose states are written at one time. */
const CHUNK = 250;

export function nameOf(index: number): string {
  return `line-${String(index).padStart(5, '0')}`;
}

function entityOf(index: number): Entity {
  return forwarderEntity(
    {
      'siem-forwarder/export-rule': RULE_ID.replace(
        'law-ot-austin',
        `law-${Math.floor(index / 5)}`,
      ),
      'backstage.io/managed-by-location': 'url:https://bench.invalid/fleet',
      'backstage.io/managed-by-origin-location':
        'url:https://bench.invalid/fleet',
    },
    {
      name: nameOf(index),
      title: `Line ${index}`,
      owner: TEAMS[index % TEAMS.length],
    },
  );
}

/** The catalog's database, once it has begun. */
let catalogDatabase: Knex | undefined;

/** Gives the catalog one entity of each owner; see {@link completeFleet}. */
export const firstEntities = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'bench-fleet',
  register(env) {
    env.registerInit({
      deps: {
        catalog: catalogProcessingExtensionPoint,
        database: coreServices.database,
      },
      async init({ catalog, database }) {
        catalogDatabase = await database.getClient();
        catalog.addEntityProvider({
          getProviderName: () => 'bench-fleet',
          connect: connection =>
            connection.applyMutation({
              type: 'full',
              entities: TEAMS.map((_, index) => ({
                entity: entityOf(index),
                locationKey: 'bench-fleet',
              })),
            }),
        });
      },
    });
  },
});

/** Gives the catalog the rest of the fleet, when it serves the first entities. */
export async function completeFleet(forwarders: number): Promise<void> {
  for (const index of TEAMS.keys()) {
    const rest: Entity[] = [];
    for (let n = index + TEAMS.length; n < forwarders; n += TEAMS.length) {
      rest.push(entityOf(n));
    }
    await cloneEntities(catalogDatabase!, entityOf(index), rest);
  }
}

/** Gives the plugin's store the states and the history of the fleet. */
export function fleetHistory(forwarders: number, transitions: number) {
  return createBackendModule({
    pluginId: 'siem-forwarder',
    moduleId: 'bench-history',
    register(env) {
      env.registerInit({
        deps: { database: coreServices.database },
        async init({ database }) {
          const store = await DatabaseHealthStore.create({ database });
          const db = await database.getClient();
          await seedStates(store, forwarders);
          await seedTransitions(db, forwarders, transitions);
          await seedSpans(db, forwarders);
        },
      });
    },
  });
}

async function seedStates(
  store: DatabaseHealthStore,
  forwarders: number,
): Promise<void> {
  const snapshot = snapshotOf();
  const now = Date.now();
  // Young for as long as the measurement takes: what nobody has checked for
  // three periods is unknown.
  const checkedAt = new Date(now + 60 * 60_000).toISOString();
  // Judged when its facts were fresh, so that it says all that a page shows.
  const evaluation = evaluate(snapshot, undefined, NOW, defaultHealthSettings);
  for (let start = 0; start < forwarders; start += CHUNK) {
    const members = new Map(
      Array.from({ length: Math.min(CHUNK, forwarders - start) }, (_, i) => {
        const entity = entityOf(start + i);
        return [stringifyEntityRef(entity), { index: start + i, entity }];
      }),
    );
    await store.updateMany([...members.keys()], entityRef => {
      const { index, entity } = members.get(entityRef)!;
      const health = HEALTHS[index % HEALTHS.length];
      return {
        entityRef,
        definition: Forwarder.fromEntity(entity)!.definition,
        checkedAt,
        siem: snapshot.siem,
        evaluation: {
          ...evaluation,
          health,
          headline: `Line ${index} is ${health}.`,
          since: new Date(now - index * 60_000).toISOString(),
        },
        facts: snapshot.facts,
      };
    });
  }
}

/** Numbers from 0 to below a count, as a table. */
function numbers(db: Knex, count: number): string {
  return db.client.config.client === 'pg'
    ? `(select generate_series(0, ${count - 1}) as n)`
    : `(with recursive s(n) as (select 0 union all select n + 1 from s where n < ${
        count - 1
      }) select n from s)`;
}

/** A time that lies some minutes (an SQL expression) back, as the store writes it. */
function minutesBack(db: Knex, minutes: string): string {
  return db.client.config.client === 'pg'
    ? `to_char((now() at time zone 'utc') - (${minutes}) * interval '1 minute', 'YYYY-MM-DD"T"HH24:MI:SS".000Z"')`
    : `strftime('%Y-%m-%dT%H:%M:%S.000Z', 'now', '-' || (${minutes}) || ' minutes')`;
}

const NAME = (db: Knex, number: string) =>
  db.client.config.client === 'pg'
    ? `'resource:default/line-' || lpad((${number})::text, 5, '0')`
    : `'resource:default/line-' || printf('%05d', ${number})`;

async function seedTransitions(
  db: Knex,
  forwarders: number,
  transitions: number,
): Promise<void> {
  const text = db.client.config.client === 'pg' ? 'n::text' : 'n';
  await db.raw(
    `insert into forwarder_transitions (id, entity_ref, at, from_health, to_health, reason, reasons)
     select 'bench-' || ${text}, ${NAME(db, `n % ${forwarders}`)},
            ${minutesBack(db, `(${transitions} - n) / 2`)},
            case n % 2 when 0 then 'healthy' else 'failing' end,
            case n % 2 when 0 then 'failing' else 'healthy' end,
            'The export rule export-ot-alerts is disabled.', '["rule-disabled"]'
     from ${numbers(db, transitions)} as numbers`,
  );
}

/** A change every two hours of the last day, for the bar on the card. */
async function seedSpans(db: Knex, forwarders: number): Promise<void> {
  const spans = 12;
  await db.raw(
    `insert into forwarder_spans (entity_ref, from_at, to_at, health, paused)
     select ${NAME(db, `n % ${forwarders}`)},
            ${minutesBack(db, `(${spans} - n / ${forwarders}) * 120`)},
            ${minutesBack(db, `(${spans} - n / ${forwarders}) * 120 - 115`)},
            case (n / ${forwarders}) % 2 when 0 then 'failing' else 'healthy' end,
            false
     from ${numbers(db, spans * forwarders)} as numbers`,
  );
}
