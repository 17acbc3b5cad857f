import { ForwarderScenario } from '../Scenario';

/** Somebody deleted the data export rule. */
export const ruleDeleted: ForwarderScenario = {
  name: 'rule-deleted',
  summary: 'Somebody deleted the data export rule.',
  scope: 'rule',
  shows: {
    check: 'export/rule-exists',
    status: 'failing',
    words: 'does not exist in workspace',
  },
  apply({ changes, forwarder }) {
    const { rule, workspace } = forwarder;
    changes.remove(
      forwarder.at.workspace.at('dataExports'),
      rule.name.toLowerCase(),
    );
    return `Data export rule ${rule.name} of workspace ${workspace.name} is deleted.`;
  },
};
