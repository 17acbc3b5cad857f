import { toIso } from '../clock/format';
import { SimulatorState } from '../state';
import { indexEvent } from './indexEvent';

/** Log levels that the add-on writes. */
export type AddOnLogLevel = 'INFO' | 'WARNING' | 'ERROR';

/**
 * Writes a line of the add-on's event hub log, as `_internal` holds it.
 */
export function addOnLog(
  state: SimulatorState,
  now: number,
  level: AddOnLogLevel,
  datainput: string,
  message: string,
  fields: Record<string, string>,
): void {
  const time = toIso(now).replace('T', ' ').replace('.', ',').replace('Z', '');
  const extras = Object.entries(fields)
    .map(([name, value]) => ` ${name}=${value}`)
    .join('');
  indexEvent(state, {
    index: '_internal',
    sourcetype: 'mscs:azure:eventhub:log',
    source: `/opt/splunk/var/log/splunk/splunk_ta_microsoft_cloudservices_mscs_azure_event_hub_${datainput}.log`,
    host: 'hf-ot-01',
    time: now,
    indexTime: now,
    raw: `${time} +0000 log_level=${level} level=${level} pid=2311 tid=MainThread file=mscs_azure_event_hub.py:run:120 | datainput="${datainput}" | message="${message.replace(
      /"/g,
      "'",
    )}"${extras}`,
  });
}
