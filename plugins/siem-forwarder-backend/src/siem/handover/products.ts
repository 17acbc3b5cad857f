import { Handover } from 'backstage-plugin-siem-forwarder-common';
import { SiemConnection } from 'backstage-plugin-siem-forwarder-node';
import { authorityOf } from './commonSections';

type Section = Handover['sections'][number];

/** What is particular about one product. */
export interface HandoverProduct {
  /** Name for people: `Elastic`. */
  title: string;
  /** Further names in `siemForwarder.siems[].product`, lower case. */
  aliases: readonly string[];
  /** True when it signs in as an Entra application; else it needs a shared access policy, which the portal does not make. */
  signsInWithEntra: boolean;
  /** True when it keeps its place in a storage account of yours. */
  needsStorage: boolean;
  sections(connection: SiemConnection): Section[];
}

/**
 * Products with something to say beyond the general page.
 *
 * Sources: the products' own pages on Azure Event Hubs, each beside its entry.
 */
export const handoverProducts: readonly HandoverProduct[] = [
  {
    // https://www.elastic.co/docs/reference/beats/filebeat/filebeat-input-azure-eventhub
    title: 'Elastic',
    aliases: ['elastic', 'elasticsearch', 'filebeat', 'elastic agent'],
    signsInWithEntra: true,
    needsStorage: true,
    sections: connection => [
      {
        title: 'Configure the azure-eventhub input',
        text: "In Filebeat or Elastic Agent 9.3 or later, use the input `azure-eventhub` with `auth_type: client_secret`. Its place in the stream is kept in a storage account: assign 'Storage Blob Data Contributor' on the account to the application, with soft delete off and in the hub's region. Earlier versions sign in with a connection string only.",
        values: [
          { label: 'eventhub', value: connection.eventHubName },
          { label: 'consumer_group', value: connection.consumerGroup },
          {
            label: 'eventhub_namespace',
            value: connection.fullyQualifiedNamespace,
          },
          { label: 'tenant_id', value: connection.tenantId },
          { label: 'client_id', value: connection.clientId },
          { label: 'authority_host', value: authorityOf(connection) },
          { label: 'processor_version', value: 'v2' },
        ],
      },
    ],
  },
  {
    // https://www.ibm.com/docs/en/dsm?topic=options-microsoft-azure-event-hubs-protocol-configuration
    title: 'IBM QRadar',
    aliases: ['qradar', 'ibm qradar', 'ibm'],
    signsInWithEntra: true,
    needsStorage: true,
    sections: connection => [
      {
        title: 'Add a log source',
        text: "Add a log source with the protocol 'Microsoft Azure Event Hubs' and the authentication method 'Entra ID' (newer versions of the protocol; older ones need a shared access policy with Listen). A storage account is needed in any case: QRadar keeps its place in block blobs under `<event hub>/<consumer group>/`; deleting them replays the stream. Open ports 5671 to the namespace and 443 to the storage account. No DSM for rows of SecurityIncident is known: expect to map fields in the DSM Editor. Deploy the changes when done.",
        values: [
          { label: 'Authentication Method', value: 'Entra ID' },
          { label: 'Tenant ID', value: connection.tenantId },
          { label: 'Client ID', value: connection.clientId },
          { label: 'Namespace', value: connection.fullyQualifiedNamespace },
          { label: 'Event Hub Name', value: connection.eventHubName },
          { label: 'Consumer Group', value: connection.consumerGroup },
        ],
      },
    ],
  },
  {
    // https://cloud.google.com/chronicle/docs/administration/create-azure-feed
    title: 'Google SecOps',
    aliases: ['google secops', 'google-secops', 'secops', 'chronicle'],
    signsInWithEntra: false,
    needsStorage: true,
    sections: connection => [
      {
        title: 'Create a feed',
        text: 'Create a feed with the source type Microsoft Azure Event Hub. It signs in with a connection string of a shared access policy with Listen on the hub, and takes a storage connection string for its place in the stream.',
        values: [
          { label: 'Event hub name', value: connection.eventHubName },
          {
            label: 'Event hub consumer group',
            value: connection.consumerGroup,
          },
        ],
      },
    ],
  },
  {
    // https://library.humio.com/falcon-logscale-cloud/ingesting-data-azure-event-hubs.html
    title: 'CrowdStrike Falcon LogScale',
    aliases: ['logscale', 'falcon logscale', 'crowdstrike', 'humio'],
    signsInWithEntra: true,
    needsStorage: true,
    sections: connection => [
      {
        title: 'Add an ingest feed',
        text: 'Add an Azure Event Hubs ingest feed with client secret credentials, preprocessing ReadWhole and the earliest default checkpoint; checkpoints are kept in blob storage. Test the feed before you save it: LogScale can try the connection.',
        values: [
          {
            label: 'Fully qualified namespace',
            value: connection.fullyQualifiedNamespace,
          },
          { label: 'Event hub name', value: connection.eventHubName },
          { label: 'Consumer group', value: connection.consumerGroup },
          { label: 'Tenant ID', value: connection.tenantId },
          { label: 'Client ID', value: connection.clientId },
        ],
      },
    ],
  },
  {
    // https://help.sumologic.com/docs/send-data/hosted-collectors/cloud-to-cloud-integration-framework/azure-event-hubs-source/
    title: 'Sumo Logic',
    aliases: ['sumo logic', 'sumologic', 'sumo', 'sumo-logic'],
    signsInWithEntra: false,
    needsStorage: false,
    sections: connection => [
      {
        title: 'Add an Azure Event Hubs source',
        text: 'Add an Azure Event Hubs source to a hosted collector. It signs in with the name and key of a shared access policy with Listen.',
        values: [
          {
            label: 'Azure Event Hubs Namespace',
            value: connection.fullyQualifiedNamespace.split('.')[0],
          },
          {
            label: 'Event Hubs Instance Name',
            value: connection.eventHubName,
          },
          { label: 'Consumer Group Name', value: connection.consumerGroup },
        ],
      },
    ],
  },
  {
    // https://docs.cribl.io/stream/sources-azure-event-hubs/
    title: 'Cribl Stream',
    aliases: ['cribl', 'cribl stream'],
    signsInWithEntra: true,
    needsStorage: false,
    sections: connection => [
      {
        title: 'Add an Azure Event Hubs source',
        text: 'The source speaks Kafka: choose the authentication mechanism OAUTHBEARER with the application, and one Group ID for each topic. Commit and deploy when done. It does not go through an HTTP proxy.',
        values: kafkaValues(connection),
      },
    ],
  },
  {
    // https://learn.microsoft.com/azure/event-hubs/azure-event-hubs-apache-kafka-overview
    title: 'Kafka client',
    aliases: [
      'kafka',
      'kafka client',
      'logstash',
      'vector',
      'alloy',
      'tenzir',
      'nxlog',
      'rsyslog',
    ],
    signsInWithEntra: true,
    needsStorage: false,
    sections: connection => [
      {
        title: 'Configure the Kafka consumer',
        text: 'Use SASL_SSL with OAUTHBEARER (client credentials of the application). Kafka consumer groups are apart from the groups of Event Hubs and need not exist before; the place in the stream is kept by the hub. The Basic tier has no Kafka endpoint. For Logstash use its kafka input: the azure_event_hubs input signs in with shared access policies only.',
        values: kafkaValues(connection),
      },
    ],
  },
  {
    // https://docs.devo.com
    title: 'Devo',
    aliases: ['devo'],
    signsInWithEntra: true,
    needsStorage: true,
    sections: connection => [
      {
        title: 'Configure the collector',
        text: 'The Azure collector takes client credentials. It may keep its place in a blob container: one container for each consumer group.',
        values: [{ label: 'Consumer group', value: connection.consumerGroup }],
      },
    ],
  },
  {
    // https://docs.stellarcyber.ai
    title: 'Stellar Cyber',
    aliases: ['stellar cyber', 'stellar', 'stellar-cyber'],
    signsInWithEntra: false,
    needsStorage: false,
    sections: () => [
      {
        title: 'Add an Azure Event Hub connector',
        text: 'Choose the content type Microsoft Sentinel. The connector signs in with a connection string.',
        values: [],
      },
    ],
  },
];

/** The product of that name or alias; case does not matter. */
export function findHandoverProduct(
  name: string | undefined,
): HandoverProduct | undefined {
  const wanted = name?.trim().toLowerCase();
  return handoverProducts.find(
    ({ title, aliases }) =>
      wanted !== undefined &&
      (title.toLowerCase() === wanted || aliases.includes(wanted)),
  );
}

function kafkaValues(connection: SiemConnection) {
  return [
    {
      label: 'Bootstrap server',
      value: `${connection.fullyQualifiedNamespace}:9093`,
    },
    { label: 'Topic', value: connection.eventHubName },
    { label: 'security.protocol', value: 'SASL_SSL' },
    { label: 'sasl.mechanism', value: 'OAUTHBEARER' },
    {
      label: 'Token scope',
      value: `https://${connection.fullyQualifiedNamespace}/.default`,
    },
    {
      label: 'Token endpoint',
      value:
        connection.cloud === 'custom'
          ? authorityOf(connection)
          : `${authorityOf(connection)}/oauth2/v2.0/token`,
    },
  ];
}
