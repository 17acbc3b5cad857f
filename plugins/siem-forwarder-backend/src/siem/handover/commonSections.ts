import { Handover } from 'backstage-plugin-siem-forwarder-common';
import { SiemConnection } from 'backstage-plugin-siem-forwarder-node';
import { microsoftClouds } from '../../azure/clouds';

type Section = Handover['sections'][number];

/** Where to connect: the hub, and the ways to it. */
export function hubSection(connection: SiemConnection): Section {
  return {
    title: 'Connect to the event hub',
    text: 'Read as a consumer of Azure Event Hubs. The SIEM connects out to the namespace: AMQP over TLS on port 5671, AMQP over WebSocket on port 443, or Kafka over TLS on port 9093 (Standard tier and above). Give this SIEM a consumer group of its own; two readers in one group take rows from each other.',
    values: [
      {
        label: 'Event hub namespace (host name)',
        value: connection.fullyQualifiedNamespace,
      },
      { label: 'Event hub', value: connection.eventHubName },
      { label: 'Consumer group', value: connection.consumerGroup },
    ],
  };
}

/** Who the SIEM is: the Entra application, and where its secret lies. */
export function credentialSection(
  connection: SiemConnection,
  secretLocation?: string,
): Section {
  return {
    title: 'Sign in as the Entra application',
    text: "The application holds the role 'Azure Event Hubs Data Receiver' and nothing else that this path needs. The secret is never shown here; take it from where it lies, and store it in the SIEM's own secret store.",
    values: [
      { label: 'Authority', value: authorityOf(connection) },
      { label: 'Directory (tenant) ID', value: connection.tenantId },
      { label: 'Application (client) ID', value: connection.clientId },
      {
        label: 'Client secret',
        value:
          secretLocation ??
          'was not stored in a key vault; issue a new one and deliver it',
      },
    ],
  };
}

/** What a message holds, and how to see that it arrived. */
export function proofSection(connection: SiemConnection): Section {
  return {
    title: 'Prove that rows arrive',
    text: 'Each message is JSON: `{"records": [ {…}, … ]}`, one record a row of the exported table, which `Type` names. SecurityIncident has one row for every update of an incident, so count incidents by `IncidentName`. A new export rule begins about 30 minutes after its creation and exports no earlier rows. To prove arrival, take the newest row of the workspace with the query below and find its `IncidentName` (or `SystemAlertId`) in the SIEM.',
    values: [
      { label: 'Tables', value: connection.tables.join(', ') },
      ...connection.tables.map(table => ({
        label: `Newest row of ${table} (Log Analytics query)`,
        value: `${table} | top 1 by TimeGenerated desc`,
      })),
    ],
  };
}

/** What the portal cannot see, so that nobody takes silence for health. */
export function limitsSection(connection: SiemConnection): Section {
  return {
    title: 'What the portal cannot check here',
    text: `The portal sees whether rows enter and leave event hub '${connection.eventHubName}' (metrics Incoming Messages and Outgoing Messages of the namespace), whether the secret is valid and whether the role is assigned. It does not see this SIEM's own settings, its errors, or what it did with the rows: check those in the SIEM.`,
    values: [],
  };
}

/** The login of the cloud; a cloud of one's own has one that only its people know. */
export function authorityOf(connection: SiemConnection): string {
  return connection.cloud === 'custom'
    ? `the authority of your cloud, for tenant ${connection.tenantId}`
    : `${microsoftClouds[connection.cloud].authorityHost}/${
        connection.tenantId
      }`;
}
