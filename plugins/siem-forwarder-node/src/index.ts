/**
 * Extension points of the SIEM Forwarder backend plugin.
 *
 * @packageDocumentation
 */

export * from './ForwarderFacts';
export * from './SiemConnector';
export * from './siemConnectorsExtensionPoint';
