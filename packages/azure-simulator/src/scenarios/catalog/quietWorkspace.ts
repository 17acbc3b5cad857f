import { eventHubSource, tellsIngested } from '../../readers/inputProcess';
import { hubsFedBy } from '../hubsFedBy';
import { metricMinutes } from '../metricMinutes';
import { Place } from '../Place';
import { ForwarderScenario } from '../Scenario';

/** How long nothing has happened: a little more than the day that a portal looks back. */
const quietHours = 25;

/** The plant is quiet: no alert and no incident for more than a day. */
export const quietWorkspace: ForwarderScenario = {
  name: 'quiet-workspace',
  summary: 'The plant is quiet: no alert and no incident for more than a day.',
  scope: 'workspace',
  shows: {
    check: 'source/rows-arriving',
    status: 'quiet',
    words: 'No row in',
    headline: 'Nothing to forward',
    remark:
      'Its headline becomes "Nothing to forward": healthy while the portal remembers that a row arrived in the last seven days, else quiet.',
  },
  apply({ changes, forwarder, world }) {
    const { at, workspace } = forwarder;
    const before = world.clock.now() - quietHours * 3_600_000;
    changes.set(at.workspace, 'traffic', {
      iotAlertsPerHour: 0,
      otherIncidentsPerHour: 0,
    });
    changes.set(at.workspace.at('sentinel'), 'plannedUpdates', []);
    for (const table of Place.members(at.workspace.at('tables'))) {
      changes.hideRows(table, row => row.ingestedAt >= before);
    }
    // What the rows left behind on their way speaks of them still.
    const hubs = hubsFedBy(workspace);
    const minutes = [
      ...metricMinutes(world, workspace.id, () => true),
      ...hubs.flatMap(({ namespaceId, hub }) =>
        metricMinutes(world, namespaceId, dimensions =>
          dimensions.includes(hub),
        ),
      ),
    ];
    for (const place of minutes) {
      changes.hideMinutes(place, before);
    }
    const sources = new Set(hubs.map(({ splunkSource }) => splunkSource));
    const inputs = Place.members(at.splunk.at('inputs')).filter(
      ({ value: { fields } }) =>
        sources.has(
          eventHubSource(
            fields.event_hub_namespace,
            fields.event_hub_name,
          ).toLowerCase(),
        ),
    );
    const readers = inputs.map(({ value }) => value);
    for (const input of inputs) {
      changes.set(input, 'unreported', 0);
      // Soon it tells that it ingested nothing.
      changes.set(input, 'reportedAt', 0);
    }
    changes.hideEvents(
      at.splunk,
      event =>
        event.indexTime >= before &&
        (sources.has(event.source.toLowerCase()) ||
          tellsIngested(event, readers)),
    );
    return `Workspace ${workspace.name} has had no alert and no incident for ${quietHours} hours, and gets none.`;
  },
};
