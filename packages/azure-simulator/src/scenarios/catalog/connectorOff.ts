import { Scenario } from '../Scenario';

/** Somebody disconnected the Defender for IoT connector. */
export const connectorOff: Scenario = {
  name: 'connector-off',
  summary: 'Somebody disconnected the Defender for IoT connector.',
  shows: {
    check: 'source/iot-connector-connected',
    status: 'failing',
    words: 'is not connected',
  },
  apply({ changes, forwarder }) {
    const { workspace } = forwarder;
    for (const connector of Object.values(workspace.sentinel.dataConnectors)) {
      changes.set(connector, 'properties', {
        ...connector.properties,
        dataTypes: { alerts: { state: 'Disabled' } },
      });
    }
    return `The Defender for IoT connector of workspace ${workspace.name} is disconnected.`;
  },
};
