import { toIso } from '../../clock/format';
import { ForwarderScenario } from '../Scenario';

/** Somebody disabled the data export rule. */
export const ruleDisabled: ForwarderScenario = {
  name: 'rule-disabled',
  summary: 'Somebody disabled the data export rule.',
  scope: 'rule',
  shows: {
    check: 'export/rule-enabled',
    status: 'failing',
    words: 'is disabled',
  },
  apply({ changes, forwarder, world }) {
    const { rule, workspace } = forwarder;
    changes.set(forwarder.at.rule, 'enable', false);
    changes.set(forwarder.at.rule, 'lastModifiedAt', toIso(world.clock.now()));
    return `Data export rule ${rule.name} of workspace ${workspace.name} is disabled.`;
  },
};
