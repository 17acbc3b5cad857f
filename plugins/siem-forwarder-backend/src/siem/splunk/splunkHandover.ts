import { Handover } from 'backstage-plugin-siem-forwarder-common';
import { SiemConnection } from 'backstage-plugin-siem-forwarder-node';
import { credentialSection, limitsSection } from '../handover/commonSections';
import { EVENT_HUB_SOURCETYPE, objectName } from './addOn';

/**
 * What a person does in Splunk, for instances that the portal does not
 * configure: the article's own steps with this forwarder's values.
 */
export function splunkHandover(
  instance: { title: string; index: string },
  connection: SiemConnection,
  secretLocation?: string,
): Handover {
  const name = objectName(connection.name);
  return {
    title: `Splunk (${instance.title})`,
    sections: [
      {
        title: 'Install the add-on',
        text: 'On the instance that runs the inputs (a heavy forwarder, or the search head of Splunk Cloud), install the [Splunk Add-on for Microsoft Cloud Services](https://splunkbase.splunk.com/app/3110). It connects out to Azure on port 443 (AMQP over WebSocket).',
        values: [],
      },
      {
        ...credentialSection(connection, secretLocation),
        title: 'Add the Azure App Account',
        text: 'In the add-on, open Configuration > Azure App Account > Add. Splunk tries the credentials when you save; a secret that was issued just now can be refused for a minute or two.',
        values: [
          { label: 'Name', value: name },
          ...credentialSection(connection, secretLocation).values,
          {
            label: 'Account class type',
            value:
              connection.cloud === 'usGovernment'
                ? 'Azure Government Cloud'
                : 'Azure Public Cloud',
          },
        ],
      },
      {
        title: 'Add the Azure Event Hub input',
        text: 'Open Inputs > Create New Input > Azure Event Hub. Leave the other settings as they are.',
        values: [
          { label: 'Name', value: name },
          { label: 'Azure App Account', value: name },
          {
            label: 'Event Hub Namespace (FQDN)',
            value: connection.fullyQualifiedNamespace,
          },
          { label: 'Event Hub Name', value: connection.eventHubName },
          { label: 'Consumer Group', value: connection.consumerGroup },
          { label: 'Interval', value: '300' },
          { label: 'Index', value: instance.index },
          { label: 'Sourcetype', value: EVENT_HUB_SOURCETYPE },
        ],
      },
      {
        title: 'Prove that rows arrive',
        text: 'Search, once an incident was written after the export rule began (about 30 minutes after its creation).',
        values: [
          {
            label: 'Search',
            value: `sourcetype="${EVENT_HUB_SOURCETYPE}" source="eventhub://${connection.fullyQualifiedNamespace}/${connection.eventHubName};*"`,
          },
          {
            label: "Search of the add-on's errors",
            value:
              'index=_internal sourcetype="mscs:azure:eventhub:log" (level=ERROR OR level=CRITICAL)',
          },
        ],
      },
      limitsSection(connection),
    ],
  };
}
