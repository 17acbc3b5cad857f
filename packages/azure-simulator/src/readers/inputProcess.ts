import { fromIso } from '../clock/format';
import { addOnLog } from '../splunk/addOnLog';
import { indexEvent } from '../splunk/indexEvent';
import { SplunkEvent, SplunkEventHubInput } from '../state';
import { World } from '../World';

/** The add-on tells every five minutes what it ingested. */
const reportPeriod = 5 * 60_000;

/** The Splunk events of one message: one for each record of an export, else the message itself. */
function recordsOf(body: string): { raw: string; time: number | undefined }[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    // Not JSON: the add-on indexes the message as it is.
    return [{ raw: body, time: undefined }];
  }
  const records =
    typeof parsed === 'object' && parsed !== null && 'records' in parsed
      ? parsed.records
      : undefined;
  const items: unknown[] = Array.isArray(records) ? records : [parsed];
  return items.map(item => {
    const generated =
      typeof item === 'object' && item !== null && 'TimeGenerated' in item
        ? item.TimeGenerated
        : undefined;
    return {
      raw: JSON.stringify(item),
      time: typeof generated === 'string' ? fromIso(generated) : undefined,
    };
  });
}

/**
 * What Splunk calls the source of the events that an input reads.
 *
 * @param host - host name of the namespace
 * @param hub - name of the event hub
 */
export function eventHubSource(host: string, hub: string): string {
  return `eventhub://${host}/${hub};`;
}

/** Indexes what a message holds, as the input says. */
export function indexMessage(
  world: World,
  input: SplunkEventHubInput,
  body: string,
): void {
  const now = world.clock.now();
  const { fields } = input;
  for (const { raw, time } of recordsOf(body)) {
    input.unreported += 1;
    indexEvent(world.state, {
      index: fields.index === 'default' ? 'main' : fields.index,
      sourcetype: fields.sourcetype,
      source: eventHubSource(fields.event_hub_namespace, fields.event_hub_name),
      host: 'hf-ot-01',
      time: time ?? now,
      indexTime: now,
      raw,
    });
  }
}

const ingested = 'Ingested events. ';

/** Whether an event is the line in which one of these inputs tells how much it ingested. */
export function tellsIngested(
  { index, raw }: SplunkEvent,
  inputs: readonly SplunkEventHubInput[],
): boolean {
  return (
    index === '_internal' &&
    raw.includes(`message="${ingested}"`) &&
    inputs.some(({ name }) => raw.includes(`datainput="${name}"`))
  );
}

/** Logs, when it is time, how much an input ingested. */
export function reportIngested(world: World, input: SplunkEventHubInput): void {
  const now = world.clock.now();
  if (now - input.reportedAt >= reportPeriod) {
    addOnLog(world.state, now, 'INFO', input.name, ingested, {
      event_count: String(input.unreported),
    });
    input.unreported = 0;
    input.reportedAt = now;
  }
}

/**
 * Ends an input's process with a line in its log. splunkd restarts it when its
 * `interval` has passed (sooner in the demo).
 */
export function failInput(
  world: World,
  input: SplunkEventHubInput,
  failure: string,
): void {
  const now = world.clock.now();
  addOnLog(world.state, now, 'ERROR', input.name, failure, {});
  const interval = Math.max(1, Number(input.fields.interval) || 300);
  input.restartAt =
    now + Math.min(interval * 1_000, world.latencies.inputRestart);
}
