import {
  AuditorService,
  HttpAuthService,
  PermissionsService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { HumanDuration } from '@backstage/types';
import { AuditLog } from '../audit';
import { CollectorSiems } from '../collect/Collector';
import { ForwarderCatalog } from '../collect/ForwarderCatalog';
import { FleetDirectory, FleetIndex } from '../fleet';
import { OperationStore } from '../operations';
import { Scopes } from '../scopes';
import { HealthStore } from '../store';
import { HealthSweep } from '../sweep';
import { AuditReader } from './AuditReader';
import { FleetSummaryReader } from './FleetSummaryReader';
import { ForwarderReader } from './ForwarderReader';
import { ReadAccess } from './ReadAccess';
import { RouteAuditor } from './RouteAuditor';

/** What reading and checking forwarders takes. */
export interface ReadingOptions {
  auditLog: AuditLog;
  auditor: AuditorService;
  /** How long a judgement holds without a check. */
  believedFor: HumanDuration;
  directory: FleetDirectory;
  fleetIndex: FleetIndex;
  forwarders: ForwarderCatalog;
  healthStore: HealthStore;
  httpAuth: HttpAuthService;
  operationStore: Pick<OperationStore, 'getRegistration'>;
  permissions: PermissionsService;
  scopes: Scopes;
  siems: CollectorSiems;
  sweep: Pick<HealthSweep, 'checkNow'>;
  userInfo: UserInfoService;
}

/** What tells callers, by whichever way they come, of the forwarders that they may see. */
export interface Reading {
  access: ReadAccess;
  audit: AuditReader;
  auditor: RouteAuditor;
  index: FleetIndex;
  reader: ForwarderReader;
  summaries: FleetSummaryReader;
  sweep: Pick<HealthSweep, 'checkNow'>;
}

/** The readers behind the routes and the registry's actions. */
export function createReading(options: ReadingOptions): Reading {
  const { fleetIndex: index, sweep } = options;
  const reader = ForwarderReader.create({
    ...options,
    index,
    store: options.healthStore,
    secretLocationOf: async entityRef => {
      const made = await options.operationStore.getRegistration(entityRef);
      return made?.outputs.secretLocation;
    },
  });
  return {
    access: ReadAccess.create(options),
    audit: AuditReader.create({ log: options.auditLog, reader }),
    auditor: RouteAuditor.create(options.auditor),
    index,
    reader,
    summaries: FleetSummaryReader.create({ ...options, index, reader }),
    sweep,
  };
}
