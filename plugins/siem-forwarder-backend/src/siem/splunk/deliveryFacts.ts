import {
  SiemConnection,
  SiemDeliveryFacts,
  SiemFact,
} from 'backstage-plugin-siem-forwarder-node';
import {
  EVENT_HUB_LOG_SOURCETYPE,
  EVENT_HUB_SOURCETYPE,
  objectName,
} from './addOn';
import { maskCredentials } from '../../secrets/maskCredentials';
import { lookUp } from './lookUp';
import { holdsApplication, readsSamePlace } from './planConnection';
import { SplunkAccount } from './SplunkAccounts';
import { SplunkInput } from './SplunkInputs';

/** Hours in which arrivals are counted. */
export const ARRIVAL_WINDOW_HOURS = 24;

/** Length of the slots in which they are counted. */
const ARRIVAL_SLOT_SECONDS = 900;

/** The most that is shown of a line of the add-on's log. */
const SAMPLE_LENGTH = 500;

/** Rows of a search, each a record of texts. */
export type SplunkRows = Record<string, string>[];

/** What was read for all connections together. */
export interface SplunkReadings {
  accounts?: SiemFact<SplunkAccount[]>;
  inputs?: SiemFact<SplunkInput[]>;
  /** Rows of {@link readerErrorsSearch}. */
  readerErrors?: SiemFact<SplunkRows>;
  /** Rows of {@link arrivalsSearch}. */
  arrivals?: SiemFact<SplunkRows>;
  /** Rows of {@link ingestedSearch}; only where several inputs read one hub. */
  ingested?: SiemFact<SplunkRows>;
}

/** Errors of all inputs, counted by input; the add-on logs the input's name as `datainput`. */
export const readerErrorsSearch = `search index=_internal sourcetype="${EVENT_HUB_LOG_SOURCETYPE}" (level=ERROR OR level=CRITICAL) | stats count latest(_time) as last latest(_raw) as sample by datainput`;

/**
 * What each input says that it ingested: newer versions of the add-on tell
 * every five minutes. A row's source names only the hub, so that this alone
 * tells several inputs of one hub apart. Lines that tell of no event are read
 * too: an add-on without any is an older one, which tells nothing.
 */
export const ingestedSearch = `search index=_internal sourcetype="${EVENT_HUB_LOG_SOURCETYPE}" "Ingested events" | eval ingestedAt=if(event_count>0, _time, null()) | eval slot=round(_time-(_time%${ARRIVAL_SLOT_SECONDS})) | stats sum(event_count) as count max(ingestedAt) as last by datainput slot | eval slot=slot . ":" . count | stats sum(count) as count max(last) as last values(slot) as slots by datainput`;

/** Whether a hub of these connections is read by more than one enabled input. */
export function sharesHub(
  connections: readonly SiemConnection[],
  inputs: SiemFact<SplunkInput[]> | undefined,
): boolean {
  return connections.some(
    connection => readersOf(connection, inputs).length > 1,
  );
}

function readersOf(
  connection: SiemConnection,
  inputs: SiemFact<SplunkInput[]> | undefined,
): SplunkInput[] {
  return inputs && 'value' in inputs
    ? inputsOfHub(connection, inputs.value).filter(({ enabled }) => enabled)
    : [];
}

function inputsOfHub(
  { fullyQualifiedNamespace, eventHubName }: SiemConnection,
  inputs: readonly SplunkInput[],
): readonly SplunkInput[] {
  return lookUp(
    inputs,
    hubOfInput,
    `${fullyQualifiedNamespace}/${eventHubName}`.toLowerCase(),
  );
}

function hubOfInput(input: SplunkInput): string {
  return `${input.fullyQualifiedNamespace}/${input.eventHubName}`.toLowerCase();
}

/**
 * Arrivals of all hubs, counted by source, and of each how many there were in
 * which quarter of an hour (`1795500000:12`, one value a slot), in one row, so
 * that no limit on rows cuts a fleet short. By the time of indexing and not by
 * the row's own: Splunk only guesses the latter.
 *
 * @param indexes - where to look; `default` is whichever index is the default
 *   where the input runs, which cannot be known here, so it means all
 */
export function arrivalsSearch(indexes: readonly string[]): string {
  const where = indexes.includes('default')
    ? 'index=*'
    : `(${indexes.map(index => `index="${index}"`).join(' OR ')})`;
  return `search ${where} sourcetype="${EVENT_HUB_SOURCETYPE}" source="eventhub://*" | eval slot=_indextime-(_indextime%${ARRIVAL_SLOT_SECONDS}) | stats count max(_indextime) as lastIndexed max(_time) as lastEvent by source slot | eval slot=slot . ":" . count | stats sum(count) as count max(lastIndexed) as lastIndexed max(lastEvent) as lastEvent values(slot) as slots by source`;
}

/** The indexes that the inputs of these connections write to. */
export function indexesOf(
  connections: readonly SiemConnection[],
  inputs: SiemFact<SplunkInput[]> | undefined,
): string[] {
  return inputs && 'value' in inputs
    ? connections.flatMap(connection =>
        inputsOfHub(connection, inputs.value).map(({ index }) => index),
      )
    : [];
}

/** The facts of one connection, out of the readings of all. */
export function deliveryFactsOf(
  connection: SiemConnection,
  readings: SplunkReadings,
): SiemDeliveryFacts {
  const input = mapFact(readings.inputs, inputs =>
    findInput(connection, inputs),
  );
  const inputName = input && 'value' in input ? input.value?.name : undefined;
  return {
    account: mapFact(readings.accounts, accounts =>
      findAccount(connection, accounts, readings.inputs),
    ),
    input,
    // Whose log it would be is not known while the inputs cannot be read.
    readerErrors:
      input && 'unavailable' in input
        ? input
        : mapFact(readings.readerErrors, rows => errorsOf(inputName, rows)),
    arrivals: arrivalsFact(connection, inputName, readings),
  };
}

/** Another reader's rows prove nothing for this one. */
function arrivalsFact(
  connection: SiemConnection,
  inputName: string | undefined,
  readings: SplunkReadings,
): SiemDeliveryFacts['arrivals'] {
  const others = readersOf(connection, readings.inputs).filter(
    ({ name }) => name !== inputName,
  );
  if (others.length === 0) {
    return mapFact(readings.arrivals, rows => arrivalsOf(connection, rows));
  }
  const { ingested } = readings;
  if (ingested && 'value' in ingested && ingested.value.length === 0) {
    return {
      unavailable: `the input ${others[0].name} reads the same event hub, and this version of the add-on does not tell which of them delivered`,
      observedAt: ingested.observedAt,
    };
  }
  return mapFact(ingested, rows => {
    const own = rowOf(inputName, rows);
    const lastIndexedAt = timeOf(own?.last);
    return {
      count: Number(own?.count ?? 0),
      windowHours: ARRIVAL_WINDOW_HOURS,
      slots: slotsOf(own?.slots),
      ...(lastIndexedAt ? { lastIndexedAt } : {}),
    };
  });
}

function mapFact<A, B>(
  fact: SiemFact<A> | undefined,
  map: (value: A) => B,
): SiemFact<B> | undefined {
  return fact && 'value' in fact
    ? { value: map(fact.value), observedAt: fact.observedAt }
    : fact;
}

/**
 * The input that reads the connection's hub, its own consumer group first. A
 * name alone proves nothing: anybody can give an entity the name of another
 * team's forwarder, and must not see that team's input and log by it.
 */
function findInput(
  connection: SiemConnection,
  inputs: SplunkInput[],
): SplunkInput | undefined {
  const name = objectName(connection.name);
  const atHub = inputsOfHub(connection, inputs);
  const atPlace = atHub.filter(input => readsSamePlace(input, connection));
  return (
    atPlace.find(input => input.name === name) ??
    atPlace.find(input => input.enabled) ??
    atPlace[0] ??
    atHub[0]
  );
}

function findAccount(
  connection: SiemConnection,
  accounts: SplunkAccount[],
  inputs: SiemFact<SplunkInput[]> | undefined,
): SplunkAccount | undefined {
  const fitting = lookUp(
    accounts,
    applicationOfAccount,
    connection.clientId.toLowerCase(),
  ).filter(account => holdsApplication(account, connection));
  const used =
    inputs && 'value' in inputs
      ? findInput(connection, inputs.value)?.account
      : undefined;
  return (
    fitting.find(account => account.name === used) ??
    fitting.find(account => account.name === objectName(connection.name)) ??
    fitting[0]
  );
}

function applicationOfAccount({ clientId }: SplunkAccount): string {
  return clientId;
}

function rowOf(inputName: string | undefined, rows: SplunkRows) {
  return inputName === undefined
    ? undefined
    : lookUp(rows, inputOfRow, inputName)[0];
}

function inputOfRow({ datainput }: SplunkRows[number]): string | undefined {
  return datainput?.split('://').pop();
}

function errorsOf(inputName: string | undefined, rows: SplunkRows) {
  const row = rowOf(inputName, rows);
  const lastAt = timeOf(row?.last);
  return {
    count: Number(row?.count ?? 0),
    ...(lastAt ? { lastAt } : {}),
    ...(row?.sample
      ? { sample: maskCredentials(row.sample).slice(0, SAMPLE_LENGTH) }
      : {}),
  };
}

/** A source is `eventhub://<host>/<hub>;`, with the partition behind it when asked for. */
function arrivalsOf(connection: SiemConnection, rows: SplunkRows) {
  const source =
    `eventhub://${connection.fullyQualifiedNamespace}/${connection.eventHubName};`.toLowerCase();
  const own = lookUp(rows, hubOfRow, source);
  const lastIndexedAt = timeOf(newest(own.map(row => row.lastIndexed)));
  const lastEventAt = timeOf(newest(own.map(row => row.lastEvent)));
  return {
    count: own.reduce((sum, row) => sum + Number(row.count), 0),
    windowHours: ARRIVAL_WINDOW_HOURS,
    slots: own.flatMap(({ slots }) => slotsOf(slots)),
    ...(lastIndexedAt ? { lastIndexedAt } : {}),
    ...(lastEventAt ? { lastEventAt } : {}),
  };
}

/** The client gives a field of several values with spaces between them. */
function slotsOf(slots: string | undefined): { at: string; count: number }[] {
  return (slots ?? '').split(' ').flatMap(slot => {
    const [start, count] = slot.split(':');
    const at = timeOf(start);
    return at && count ? [{ at, count: Number(count) }] : [];
  });
}

/** The source up to the hub, without the partition. */
function hubOfRow({ source }: SplunkRows[number]): string | undefined {
  return source?.toLowerCase().split(';')[0].concat(';');
}

function newest(times: (string | undefined)[]): string | undefined {
  return times
    .filter((time): time is string => Number.isFinite(Number(time || NaN)))
    .sort((a, b) => Number(b) - Number(a))[0];
}

/** Splunk counts in seconds since 1970, as text. */
function timeOf(seconds: string | undefined): string | undefined {
  const number = Number(seconds || NaN);
  return Number.isFinite(number)
    ? new Date(number * 1000).toISOString()
    : undefined;
}
