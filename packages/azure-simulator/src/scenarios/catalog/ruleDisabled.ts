import { toIso } from '../../clock/format';
import { Scenario } from '../Scenario';

/** Somebody disabled the data export rule. */
export const ruleDisabled: Scenario = {
  name: 'rule-disabled',
  summary: 'Somebody disabled the data export rule.',
  shows: {
    check: 'export/rule-enabled',
    status: 'failing',
    words: 'is disabled',
  },
  apply({ changes, forwarder, world }) {
    const { rule, workspace } = forwarder;
    changes.set(rule, 'enable', false);
    changes.set(rule, 'lastModifiedAt', toIso(world.clock.now()));
    return `Data export rule ${rule.name} of workspace ${workspace.name} is disabled.`;
  },
};
