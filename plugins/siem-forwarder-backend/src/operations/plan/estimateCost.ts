import {
  CostEstimate,
  CostItem,
  ExportPreview,
  ForwarderSpec,
} from 'backstage-plugin-siem-forwarder-common';
import { AzureCloud } from '../../azure/AzureCloud';
import { tierLimits } from '../tierLimits';
import { PREVIEW_DAYS } from './exportPreview';

const HOURS = PREVIEW_DAYS * 24;
const EVENT_HUBS_PRICES =
  'https://azure.microsoft.com/pricing/details/event-hubs/';
const MONITOR_PRICES = 'https://azure.microsoft.com/pricing/details/monitor/';

/** Azure Monitor bills exports by decimal gigabytes. @see https://learn.microsoft.com/azure/azure-monitor/logs/logs-data-export */
const GIGABYTE = 1e9;

/**
 * How much of what Azure bills a forwarder would bring about in 30 days like
 * the last. Prices depend on region, currency and agreement and are not known
 * here, so that none is named.
 *
 * @param asked - `namespaceExists`: it is shared, and billed already;
 *   `cloud`: absent when nothing was read
 */
export function estimateCost(asked: {
  spec: Pick<ForwarderSpec, 'namespace'>;
  exports: ExportPreview[];
  namespaceExists: boolean;
  cloud?: AzureCloud['name'];
  now: Date;
}): CostEstimate {
  const { spec, exports, now } = asked;
  return {
    date: now.toISOString().slice(0, 10),
    days: PREVIEW_DAYS,
    items: [
      namespaceItem(asked),
      ...(spec.namespace.tier === 'Premium' ? [] : [ingressItem(exports)]),
      exportItem(asked),
    ],
  };
}

function namespaceItem({
  spec: { namespace },
  namespaceExists,
}: Parameters<typeof estimateCost>[0]): CostItem {
  const units = tierLimits[namespace.tier].capacityUnit;
  const unit = units.replace(/s$/, '');
  return {
    meter: `Event Hubs ${unit}, ${namespace.tier} tier`,
    quantity: namespaceExists ? 0 : namespace.capacity * HOURS,
    unit: `${unit} hours`,
    basis: namespaceExists
      ? `The namespace '${namespace.name}' exists and is billed already.`
      : `${namespace.capacity} ${
          namespace.capacity === 1 ? unit : units
        } for ${HOURS} hours.`,
    source: EVENT_HUBS_PRICES,
  };
}

function ingressItem(exports: ExportPreview[]): CostItem {
  const rows = total(exports, ({ rows: counted }) => counted);
  return {
    meter: 'Event Hubs ingress events',
    ...(rows !== undefined && { quantity: rows }),
    unit: 'events',
    basis:
      rows === undefined
        ? 'The rows of the last 30 days could not be counted.'
        : `At most one event for each of the ${rows} rows of the last ${PREVIEW_DAYS} days; an event can hold several rows.`,
    source: EVENT_HUBS_PRICES,
  };
}

function exportItem({
  exports,
  cloud,
}: Parameters<typeof estimateCost>[0]): CostItem {
  const bytes = total(exports, ({ bytes: counted }) => counted);
  const sovereign = cloud === 'usGovernment' || cloud === 'china';
  return {
    meter: 'Log Analytics Data Export',
    ...(bytes !== undefined && { quantity: bytes / GIGABYTE }),
    unit: 'GB',
    basis:
      (bytes === undefined
        ? 'The size of the rows could not be read.'
        : `${bytes} bytes are what Log Analytics says the rows of the last ${PREVIEW_DAYS} days are large; what is billed is the JSON that is exported, in GB of 10^9 bytes.`) +
      (sovereign ? ' Sovereign clouds do not charge it at present.' : ''),
    source: MONITOR_PRICES,
  };
}

/** Undefined as soon as one table could not be counted, or none was. */
function total(
  exports: ExportPreview[],
  of: (preview: ExportPreview) => number | undefined,
): number | undefined {
  const counts = exports.map(of);
  return counts.length > 0 && counts.every(count => count !== undefined)
    ? counts.reduce<number>((sum, count) => sum + (count ?? 0), 0)
    : undefined;
}
