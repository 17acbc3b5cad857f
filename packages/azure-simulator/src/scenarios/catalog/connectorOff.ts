import { Place } from '../Place';
import { ForwarderScenario } from '../Scenario';

/** Somebody disconnected the Defender for IoT connector. */
export const connectorOff: ForwarderScenario = {
  name: 'connector-off',
  summary: 'Somebody disconnected the Defender for IoT connector.',
  scope: 'workspace',
  shows: {
    check: 'source/iot-connector-connected',
    status: 'failing',
    words: 'is not connected',
  },
  apply({ changes, forwarder }) {
    const { at, workspace } = forwarder;
    for (const connector of Place.members(
      at.workspace.at('sentinel').at('dataConnectors'),
    )) {
      changes.set(connector, 'properties', {
        ...connector.value.properties,
        dataTypes: { alerts: { state: 'Disabled' } },
      });
    }
    return `The Defender for IoT connector of workspace ${workspace.name} is disconnected.`;
  },
};
