import { toIso } from '../../clock/format';
import { Scenario } from '../Scenario';

/** Source: "about 30 minutes", https://learn.microsoft.com/azure/azure-monitor/logs/logs-data-export */
const settling = 30 * 60_000;

/** The data export rule was made this minute and has not started. */
export const ruleNew: Scenario = {
  name: 'rule-new',
  summary: 'The data export rule was made this minute and has not started.',
  shows: {
    check: 'export/rule-settled',
    status: 'pending',
    words: 'has not exported yet',
  },
  apply({ changes, forwarder, world }) {
    const { rule } = forwarder;
    const now = world.clock.now();
    changes.set(rule, 'createdAt', toIso(now));
    changes.set(rule, 'lastModifiedAt', toIso(now));
    changes.set(rule, 'exportsFrom', toIso(now + settling));
    return `Data export rule ${rule.name} is new: it exports from ${rule.exportsFrom} on.`;
  },
};
