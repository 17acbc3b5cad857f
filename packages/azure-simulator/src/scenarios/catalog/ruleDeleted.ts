import { Scenario } from '../Scenario';

/** Somebody deleted the data export rule. */
export const ruleDeleted: Scenario = {
  name: 'rule-deleted',
  summary: 'Somebody deleted the data export rule.',
  shows: {
    check: 'export/rule-exists',
    status: 'failing',
    words: 'does not exist in workspace',
  },
  apply({ changes, forwarder }) {
    const { rule, workspace } = forwarder;
    changes.remove(workspace.dataExports, rule.name.toLowerCase());
    return `Data export rule ${rule.name} of workspace ${workspace.name} is deleted.`;
  },
};
