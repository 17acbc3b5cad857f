import { toIso } from '../../clock/format';
import { ForwarderScenario } from '../Scenario';

/** Somebody changed the tables of the data export rule. */
export const otherTables: ForwarderScenario = {
  name: 'other-tables',
  summary: 'Somebody changed the tables of the data export rule.',
  scope: 'rule',
  shows: {
    check: 'export/tables-match',
    status: 'failing',
    words: ', not Security',
  },
  apply({ changes, forwarder, world }) {
    const { rule } = forwarder;
    changes.set(forwarder.at.rule, 'tableNames', ['SecurityEvent']);
    changes.set(forwarder.at.rule, 'lastModifiedAt', toIso(world.clock.now()));
    return `Data export rule ${rule.name} exports SecurityEvent instead.`;
  },
};
