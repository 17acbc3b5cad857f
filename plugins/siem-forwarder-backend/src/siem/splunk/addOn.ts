/**
 * The Splunk Add-on for Microsoft Cloud Services.
 *
 * Source: https://splunkbase.splunk.com/app/3110
 */
export const ADD_ON = 'Splunk_TA_microsoft-cloudservices';

/** Path to a handler of the add-on. */
export function addOnPath(handler: string, name?: string): string[] {
  return [
    'servicesNS',
    'nobody',
    ADD_ON,
    handler,
    ...(name === undefined ? [] : [name]),
  ];
}

/**
 * The source type of exported rows; always sent, since the add-on's handler
 * has another default than its pages.
 */
export const EVENT_HUB_SOURCETYPE = 'mscs:azure:eventhub';

/** Source type of the add-on's own log. */
export const EVENT_HUB_LOG_SOURCETYPE = 'mscs:azure:eventhub:log';

/** Seconds after which splunkd starts an input again that ended. */
export const INPUT_INTERVAL = '300';

/** The name of the account and of the input that belong to a forwarder. */
export function objectName(forwarderName: string): string {
  return `siem-forwarder-${forwarderName}`;
}
