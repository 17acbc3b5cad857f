import { Scenario } from '../Scenario';

/** Somebody changed the tables of the data export rule. */
export const otherTables: Scenario = {
  name: 'other-tables',
  summary: 'Somebody changed the tables of the data export rule.',
  shows: {
    check: 'export/tables-match',
    status: 'failing',
    words: ', not Security',
  },
  apply({ changes, forwarder }) {
    const { rule } = forwarder;
    changes.set(rule, 'tableNames', ['SecurityEvent']);
    return `Data export rule ${rule.name} exports SecurityEvent instead.`;
  },
};
