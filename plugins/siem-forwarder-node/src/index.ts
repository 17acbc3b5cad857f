/**
 * Extension points of the SIEM Forwarder backend plugin.
 *
 * @packageDocumentation
 */

export * from './ForwarderCheck';
export * from './ForwarderFacts';
export * from './SiemConnector';
export * from './siemConnectorsExtensionPoint';
export * from './siemForwarderChecksExtensionPoint';
