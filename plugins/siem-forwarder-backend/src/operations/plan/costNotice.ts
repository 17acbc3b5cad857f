import {
  ExportPreview,
  ForwarderSpec,
} from 'backstage-plugin-siem-forwarder-common';
import { tierLimits } from '../tierLimits';
import { PREVIEW_DAYS } from './exportPreview';

/**
 * The article's notice that this costs money, with what is billed. Prices
 * depend on region and agreement and are not known here, so none are named.
 */
export function costNotice(
  { namespace }: Pick<ForwarderSpec, 'namespace'>,
  exports: ExportPreview[],
): string {
  const units = tierLimits[namespace.tier].capacityUnit;
  const capacity = `${namespace.capacity} ${
    namespace.capacity === 1 ? units.replace(/s$/, '') : units
  }`;
  const counted = exports.filter(({ rows }) => rows !== undefined);
  const rows = counted
    .map(preview => `${preview.rows} rows of ${preview.table}`)
    .join(' and ');
  return [
    'Event Hubs and the export rule cost money.',
    `Azure bills the namespace by the hour (${capacity}, ${
      namespace.tier
    } tier)${
      namespace.tier === 'Premium' ? '' : ', the events that it takes in'
    }, and each gigabyte that Log Analytics exports.`,
    ...(rows
      ? [`In the last ${PREVIEW_DAYS} days that would have been ${rows}.`]
      : []),
    'Prices depend on your region and agreement: https://azure.microsoft.com/pricing/details/event-hubs/ and https://azure.microsoft.com/pricing/details/monitor/.',
  ].join(' ');
}
