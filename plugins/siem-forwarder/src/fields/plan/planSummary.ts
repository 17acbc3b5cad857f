import { Plan } from 'backstage-plugin-siem-forwarder-common';

const actions = ['create', 'change', 'adopt', 'refuse'] as const;

/** A plan in a few words, as the review page shows the field's value: '6 to create, 1 to adopt'. */
export function planSummary(plan: Plan): string {
  const counts = actions
    .map(action => ({
      action,
      count: plan.changes.filter(change => change.action === action).length,
    }))
    .filter(({ count }) => count > 0)
    .map(({ action, count }) => `${count} to ${action}`);
  return counts.join(', ') || 'nothing to do';
}
