import { Scenario } from '../Scenario';

/** How long nothing has happened: a little more than the day that a portal looks back. */
const quietHours = 25;

/** The plant is quiet: no alert and no incident for more than a day. */
export const quietWorkspace: Scenario = {
  name: 'quiet-workspace',
  summary: 'The plant is quiet: no alert and no incident for more than a day.',
  shows: { check: 'source/rows-arriving', status: 'quiet', words: 'No row in' },
  apply({ changes, forwarder, world }) {
    const { workspace } = forwarder;
    const before = world.clock.now() - quietHours * 3_600_000;
    changes.set(workspace, 'traffic', {
      iotAlertsPerHour: 0,
      otherIncidentsPerHour: 0,
    });
    changes.set(workspace.sentinel, 'plannedUpdates', []);
    for (const name of ['securityincident', 'securityalert']) {
      changes.hideRows(workspace.tables[name], row => row.ingestedAt >= before);
    }
    return `Workspace ${workspace.name} has had no alert and no incident for ${quietHours} hours, and gets none.`;
  },
};
