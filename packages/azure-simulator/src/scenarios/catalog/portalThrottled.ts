import { Scenario } from '../Scenario';

/** Resource Manager throttles the portal: it cannot look for some minutes. */
export const portalThrottled: Scenario = {
  name: 'portal-throttled',
  summary:
    'Resource Manager throttles the portal: it cannot look for some minutes.',
  shows: { check: 'export/rule-exists', status: 'unknown', words: '' },
  apply({ changes, faults, portalAppId }) {
    const { id } = faults.add({
      service: 'resourceManager',
      callerAppId: portalAppId,
      status: 429,
      message: 'The request was throttled.',
      retryAfter: 300,
    });
    changes.later(() => faults.remove(id));
    return "Resource Manager answers 429 to the portal's sweeper (Retry-After 300).";
  },
};
