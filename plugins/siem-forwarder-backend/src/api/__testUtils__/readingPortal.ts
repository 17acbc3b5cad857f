import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { Health } from 'backstage-plugin-siem-forwarder-common';
import { Knex } from 'knex';
import { DatabaseAuditLog } from '../../audit';
import { fakeCloud } from '../../collect/__fixtures__/fakeCloud';
import { Forwarder } from '../../collect/Forwarder';
import { ForwarderCatalog } from '../../collect/ForwarderCatalog';
import { seriesOf } from '../../collect/Series';
import { NOW, snapshotOf } from '../../evaluate/__fixtures__/healthyForwarder';
import { evaluate } from '../../evaluate/evaluate';
import { defaultHealthSettings } from '../../evaluate/HealthSettings';
import { DatabaseFleetIndex, FleetDirectory } from '../../fleet';
import { DatabaseHealthStore } from '../../store';
import { AuditReader } from '../AuditReader';
import { ForwarderReader } from '../ForwarderReader';
import { Reader } from '../ReadAccess';

/** A resource with this in its id lies in nobody's scope. */
export const FOREIGN = 'rg-of-others';

const credentials = mockCredentials.user('user:default/reader');

/** Whoever may read all entities, some of them (the catalog tells which), or none. */
export const readers: Record<Reader['entities'], Reader> = {
  all: { credentials, entities: 'all' },
  some: { credentials, entities: 'some' },
  none: { credentials, entities: 'none' },
};

/** The readers over a database, and what they read. */
export async function readingPortal(db: Knex, entities: Entity[]) {
  const store = await DatabaseHealthStore.create({
    database: { getClient: async () => db },
  });
  const index = DatabaseFleetIndex.create({ db });
  const forwarders = ForwarderCatalog.create({
    catalog: catalogServiceMock({ entities }),
    auth: mockServices.auth(),
  });
  const { siem } = fakeCloud();
  const scopes = {
    contains: (_: string, id: { toString(): string }) =>
      !id.toString().includes(FOREIGN),
  };
  const common = {
    forwarders,
    index,
    scopes,
    siems: { get: () => siem, mayUse: () => true },
    now: () => NOW,
  };
  const directory = FleetDirectory.create({ ...common, policy: 'p' });
  const reader = ForwarderReader.create({ ...common, directory, store });
  const evaluation = evaluate(
    snapshotOf(),
    undefined,
    NOW,
    defaultHealthSettings,
  );
  return {
    directory,
    index,
    reader,
    audit: AuditReader.create({
      log: DatabaseAuditLog.create({ db, scopes }),
      reader,
    }),
    /** Stores a check of an entity, in which a record passed a minute before it. */
    check: (entity: Entity, health: Health, minutesAgo: number) => {
      const { entityRef, definition } = Forwarder.fromEntity(entity)!;
      const at = NOW - minutesAgo * 60_000;
      const checkedAt = new Date(at).toISOString();
      const passedAt = new Date(at - 60_000).toISOString();
      return store.update(entityRef, () => ({
        entityRef,
        definition,
        checkedAt,
        evaluation: { ...evaluation, health },
        facts: {
          exported: {
            observedAt: checkedAt,
            value: {
              series: seriesOf([{ at: passedAt, count: 1 }], at),
              total: 1,
              lastAt: passedAt,
            },
          },
        },
      }));
    },
  };
}
