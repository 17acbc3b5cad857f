import { SharedScenario } from '../Scenario';

/** How the services throttle. */
const throttling = [
  ['resourceManager', 429],
  ['metrics', 529],
] as const;

/** Azure throttles the portal: what it knows grows old. */
export const portalThrottled: SharedScenario = {
  name: 'portal-throttled',
  summary: 'Azure throttles the portal: what it knows grows old.',
  scope: 'portal',
  shows: {
    check: 'export/records-exported',
    status: 'unknown',
    words: 'Azure limits the calls',
    shownBy: 'age',
  },
  apply({ changes, faults, portalAppId }) {
    for (const [service, status] of throttling) {
      changes.raise(faults, portalThrottled.name, {
        service,
        callerAppId: portalAppId,
        status,
        message: 'The request was throttled.',
        retryAfter: 300,
      });
    }
    return "Resource Manager answers 429 and the metrics service 529 to the portal's sweeper (Retry-After 300).";
  },
};
