import { Knex } from 'knex';
import { DatabaseTransitionOutbox } from '../store/DatabaseTransitionOutbox';
import { TransitionOutbox } from '../store/TransitionOutbox';
import { CheckClaims } from './CheckClaims';
import { DatabaseCheckClaims } from './DatabaseCheckClaims';
import { DatabaseForwarderRegister } from './DatabaseForwarderRegister';
import { DatabaseShardStore } from './DatabaseShardStore';
import { ForwarderRegister } from './ForwarderRegister';
import { ShardStore } from './ShardStore';

/** The tables that sweeps share with each other, and nobody else needs. */
export interface SweepTables {
  register: ForwarderRegister;
  outbox: TransitionOutbox;
  shards: ShardStore;
  checks: CheckClaims;
}

/** @param db - a client whose migrations have been applied */
export function sweepTables(db: Knex): SweepTables {
  return {
    register: DatabaseForwarderRegister.create({ db }),
    outbox: DatabaseTransitionOutbox.create({ db }),
    shards: DatabaseShardStore.create({ db }),
    checks: DatabaseCheckClaims.create({ db }),
  };
}
