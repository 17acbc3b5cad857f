import {
  CheckStatus,
  StageHealth,
  stages,
} from 'backstage-plugin-siem-forwarder-common';

const titles = ['Sentinel', 'Export rule', 'Event hub', 'Access', 'Splunk'];

/** The five stages with their status, detail, and whether they follow from an earlier one. */
export function samplePath(
  ...entries: [CheckStatus, string, boolean?][]
): StageHealth[] {
  return entries.map(([status, detail, consequence = false], index) => ({
    stage: stages[index],
    title: titles[index],
    status,
    detail,
    consequence,
  }));
}
