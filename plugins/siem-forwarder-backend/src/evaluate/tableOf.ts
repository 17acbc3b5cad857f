import { stages } from 'backstage-plugin-siem-forwarder-common';
import { Check, stageOf } from './Check';
import { checks } from './checks';
import { HealthSettings } from './HealthSettings';

/** Everything that is asked, in flow order: the checks of other modules come last in their stage. */
export function tableOf({
  moreChecks,
}: Pick<HealthSettings, 'moreChecks'>): readonly Check[] {
  if (!moreChecks?.length) {
    return checks;
  }
  const place = (row: Check) => stages.indexOf(stageOf(row));
  return [...checks, ...moreChecks].sort((a, b) => place(a) - place(b));
}
