import { randomUUID } from 'node:crypto';
import { ActivityLogEntry, SimulatorState } from '../../state';

/** How long the Activity Log keeps events. Source: https://learn.microsoft.com/azure/azure-monitor/platform/activity-log */
export const keptFor = 90 * 86_400_000;

/** Entries that are kept at most: an end for a simulator that runs for long. */
const mostEntries = 50_000;

/** What is known of an operation besides the ids that it gets. */
export type Activity = Omit<
  ActivityLogEntry,
  'startedId' | 'endedId' | 'operationId'
>;

/** Writes an operation into the Activity Log, and forgets what is too old. */
export function noteActivity(state: SimulatorState, activity: Activity): void {
  const log = (state.activityLog ??= []);
  log.push({
    ...activity,
    startedId: randomUUID(),
    endedId: randomUUID(),
    operationId: randomUUID(),
  });
  const oldest = activity.at - keptFor;
  const kept = log.findIndex(({ at }) => at >= oldest);
  const surplus = Math.max(kept, log.length - mostEntries, 0);
  if (surplus > 0) {
    log.splice(0, surplus);
  }
}
