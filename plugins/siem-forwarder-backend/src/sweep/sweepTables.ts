import { Knex } from 'knex';
import { DatabaseTransitionOutbox } from '../store/DatabaseTransitionOutbox';
import { TransitionOutbox } from '../store/TransitionOutbox';
import { DatabaseForwarderRegister } from './DatabaseForwarderRegister';
import { DatabaseShardStore } from './DatabaseShardStore';
import { ForwarderRegister } from './ForwarderRegister';
import { ShardStore } from './ShardStore';

/** The tables that sweeps share with each other, and nobody else needs. */
export interface SweepTables {
  register: ForwarderRegister;
  outbox: TransitionOutbox;
  shards: ShardStore;
}

/** @param db - a client whose migrations have been applied */
export function sweepTables(db: Knex): SweepTables {
  return {
    register: DatabaseForwarderRegister.create({ db }),
    outbox: DatabaseTransitionOutbox.create({ db }),
    shards: DatabaseShardStore.create({ db }),
  };
}
