/**
 * Topic of the event that tells the catalog to read the registrations again.
 * Its payload is `{ entityRef }`.
 */
export const REGISTERED_TOPIC = 'siem-forwarder.registered';
