import { toIso } from '../../clock/format';
import { metricMinutes } from '../metricMinutes';
import { ForwarderScenario } from '../Scenario';

/** Source: "about 30 minutes", https://learn.microsoft.com/azure/azure-monitor/logs/logs-data-export */
const settling = 30 * 60_000;

/** The data export rule was made this minute and has not started. */
export const ruleNew: ForwarderScenario = {
  name: 'rule-new',
  summary: 'The data export rule was made this minute and has not started.',
  scope: 'rule',
  shows: {
    check: 'export/rule-settled',
    status: 'pending',
    words: 'has not exported yet',
  },
  apply({ changes, forwarder, world }) {
    const { rule, workspace } = forwarder;
    const now = world.clock.now();
    changes.set(forwarder.at.rule, 'createdAt', toIso(now));
    changes.set(forwarder.at.rule, 'lastModifiedAt', toIso(now));
    changes.set(forwarder.at.rule, 'exportsFrom', toIso(now + settling));
    // A new rule has not exported anything before.
    for (const minutes of metricMinutes(world, workspace.id, dimensions =>
      dimensions.includes(rule.name),
    )) {
      changes.hideMinutes(minutes);
    }
    return `Data export rule ${rule.name} is new: it exports from ${rule.exportsFrom} on.`;
  },
};
