import { toIso } from '../../clock/format';
import { idKey } from '../../ids/armId';
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
    const { rule, workspace } = forwarder;
    const now = world.clock.now();
    changes.set(rule, 'createdAt', toIso(now));
    changes.set(rule, 'lastModifiedAt', toIso(now));
    changes.set(rule, 'exportsFrom', toIso(now + settling));
    // A new rule has not exported anything before.
    const metrics = world.state.metrics[idKey(workspace.id)] ?? {};
    for (const byDimensions of Object.values(metrics)) {
      for (const key of Object.keys(byDimensions)) {
        if (key.split('|').includes(rule.name)) {
          changes.remove(byDimensions, key);
        }
      }
    }
    return `Data export rule ${rule.name} is new: it exports from ${rule.exportsFrom} on.`;
  },
};
