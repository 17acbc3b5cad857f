import {
  AuditEntry,
  AuditResource,
} from 'backstage-plugin-siem-forwarder-common';
import { CsvColumn } from './csv';
import { ExportedForwarder } from './ForwarderReader';

/** What the file of the fleet says of each forwarder. */
export const forwarderColumns: CsvColumn<ExportedForwarder>[] = [
  { header: 'Forwarder', text: ({ entityRef }) => entityRef },
  { header: 'Title', text: ({ title }) => title },
  { header: 'Health', text: ({ health }) => health },
  { header: 'Reason', text: ({ headline }) => headline },
  { header: 'Since', text: ({ since }) => since },
  { header: 'Last event', text: ({ lastEventAt }) => lastEventAt },
  { header: 'Owner', text: ({ owner }) => owner },
  { header: 'SIEM', text: ({ siem }) => siem?.title },
  { header: 'Region', text: ({ region }) => region },
  { header: 'Subscription', text: ({ subscriptionId }) => subscriptionId },
  { header: 'Paused', text: ({ paused }) => paused },
  { header: 'Checked', text: ({ checkedAt }) => checkedAt },
  {
    header: 'Uptime 30 days (%)',
    text: ({ uptime }) => percent(uptime?.ratio),
  },
  { header: 'Known 30 days (%)', text: ({ uptime }) => percent(uptime?.known) },
];

/** What the file of the audit says of each transition and operation. */
export const auditColumns: CsvColumn<AuditEntry>[] = [
  { header: 'Time', text: ({ at }) => at },
  { header: 'Kind', text: ({ kind }) => kind },
  { header: 'Forwarder', text: ({ entityRef }) => entityRef },
  { header: 'Title', text: ({ title }) => title },
  { header: 'Owner', text: ({ owner }) => owner },
  { header: 'Who', text: ({ who }) => who },
  { header: 'What', text: ({ what }) => what },
  { header: 'Why', text: ({ why }) => why },
  {
    header: 'Resources',
    text: ({ resources }) => resources.map(describeResource).join('; '),
  },
  { header: 'Id', text: ({ id }) => id },
];

/** A share as a number of hundredths, cut so that 100 means all. */
function percent(share: number | undefined): string | undefined {
  return share === undefined
    ? undefined
    : (Math.floor(share * 1e4) / 100).toFixed(2);
}

function describeResource({ name, id, action, outcome }: AuditResource) {
  const ended = outcome ? ` (${outcome})` : '';
  const where = id && id !== name ? ` ${id}` : '';
  return `${action ? `${action} ` : ''}${name}${where}${ended}`;
}
