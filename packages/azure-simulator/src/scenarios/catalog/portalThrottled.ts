import { Scenario } from '../Scenario';

/** How the services throttle. */
const throttling = [
  ['resourceManager', 429],
  ['metrics', 529],
] as const;

/** Azure throttles the portal: what it knows grows old. */
export const portalThrottled: Scenario = {
  name: 'portal-throttled',
  summary: 'Azure throttles the portal: what it knows grows old.',
  shows: {
    check: 'export/records-exported',
    status: 'unknown',
    words: 'TooManyRequests',
    shownBy: 'traffic',
  },
  apply({ changes, faults, portalAppId }) {
    for (const [service, status] of throttling) {
      const { id } = faults.add({
        service,
        callerAppId: portalAppId,
        status,
        message: 'The request was throttled.',
        retryAfter: 300,
      });
      changes.later(() => faults.remove(id));
    }
    return "Resource Manager answers 429 and the metrics service 529 to the portal's sweeper (Retry-After 300).";
  },
};
