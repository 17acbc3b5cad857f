/**
 * ARM id of the data export rule; makes an entity a forwarder.
 *
 * @public
 */
export const EXPORT_RULE_ANNOTATION = 'siem-forwarder/export-rule';

/**
 * ARM id of the event hub that the rule is meant to fill; drift is measured
 * against it.
 *
 * @public
 */
export const EVENT_HUB_ANNOTATION = 'siem-forwarder/event-hub';

/**
 * Client id of the SIEM's Entra application.
 *
 * @public
 */
export const APPLICATION_ID_ANNOTATION = 'siem-forwarder/application-id';

/**
 * Comma-separated names of the exported tables; `SecurityIncident` when
 * absent.
 *
 * @public
 */
export const TABLES_ANNOTATION = 'siem-forwarder/tables';

/**
 * Id of a SIEM instance of the configuration.
 *
 * @public
 */
export const SIEM_ANNOTATION = 'siem-forwarder/siem';

/**
 * Consumer group that the SIEM reads with; `$Default` when absent.
 *
 * @public
 */
export const CONSUMER_GROUP_ANNOTATION = 'siem-forwarder/consumer-group';

/**
 * A reason for a pause; checks go on, alerts are not sent.
 *
 * @public
 */
export const PAUSED_ANNOTATION = 'siem-forwarder/paused';
