import { createHash } from 'node:crypto';
import type { ServiceName } from './http/ServiceName';

/** A request, as far as the time of its answer depends on it. */
export interface TimedRequest {
  service: ServiceName;
  /** Absent for requests that are no known operation. */
  operationId?: string;
  /** Whether the operation may change something. */
  isWrite: boolean;
}

/** How long the answer to a request is kept back, in milliseconds. */
export type AnswerTimes = (request: TimedRequest) => number;

/** Names of the prepared answer times: at once, and as slow as the services are. */
export const answerTimesNames = ['none', 'realistic'] as const;

/** One of the prepared answer times. */
export type AnswerTimesName = (typeof answerTimesNames)[number];

/** Milliseconds of a service's reads and writes. */
interface AnswerTimesRow {
  read: number;
  write: number;
  /** Operations that take another time. */
  operations?: Readonly<Record<string, number>>;
}

/**
 * How long the services take to answer, the way there and back included. None
 * of them publishes such numbers: these are assumptions about what is common
 * over the Internet from within the same continent, of the right size and no
 * more. Reads of Resource Manager lie at the 150 ms with which sweeps are
 * commonly reckoned.
 */
export const answerTimesTable: Readonly<Record<ServiceName, AnswerTimesRow>> = {
  login: {
    read: 80,
    write: 200,
    operations: { OpenIdConfiguration_Get: 80, Token_Issue: 200 },
  },
  resourceManager: {
    read: 150,
    write: 1_200,
    operations: {
      AlertRules_List: 300,
      ConsumerGroups_CreateOrUpdate: 800,
      DataConnectors_List: 300,
      DataExports_CreateOrUpdate: 2_500,
      DataExports_ListByWorkspace: 250,
      Namespaces_CheckNameAvailability: 300,
      Namespaces_CreateOrUpdate: 2_500,
      Namespaces_List: 300,
      RoleAssignments_Create: 1_500,
      RoleAssignments_ListForScope: 300,
    },
  },
  graph: { read: 120, write: 500 },
  logs: { read: 800, write: 800 },
  metrics: { read: 500, write: 500 },
  keyVault: { read: 80, write: 150 },
  splunkManagement: {
    read: 200,
    write: 500,
    // The add-on tries the credentials at Microsoft Entra before it keeps them.
    operations: {
      'splunk_ta_mscs_azureaccount.create': 1_500,
      'splunk_ta_mscs_azureaccount.edit': 1_500,
    },
  },
  splunkSearch: {
    read: 200,
    write: 500,
    operations: { 'search.jobs.create': 1_500, 'search.jobs.export': 1_500 },
  },
  control: { read: 0, write: 0 },
};

/** Between which parts of its usual time an operation answers. */
const SPREAD = { least: 0.75, most: 1.5 };

/**
 * The answer times of {@link answerTimesTable}.
 *
 * @param options - `seed`: of a spread, by which each operation has a time of
 *   its own that stays the same from call to call; the table's when absent
 */
export function realisticAnswerTimes(
  options: { seed?: number } = {},
): AnswerTimes {
  const { seed } = options;
  return ({ service, operationId = '', isWrite }) => {
    const row = answerTimesTable[service];
    const usual =
      row.operations?.[operationId] ?? (isWrite ? row.write : row.read);
    return seed === undefined
      ? usual
      : Math.round(usual * spreadOf(`${seed} ${service} ${operationId}`));
  };
}

/** The prepared answer times; undefined: at once. */
export const preparedAnswerTimes: Readonly<
  Record<AnswerTimesName, AnswerTimes | undefined>
> = { none: undefined, realistic: realisticAnswerTimes() };

/** A factor that is the same for the same text. */
function spreadOf(text: string): number {
  const digest = createHash('sha256').update(text).digest();
  const share = digest.readUInt32BE() / 4_294_967_296;
  return SPREAD.least + (SPREAD.most - SPREAD.least) * share;
}
