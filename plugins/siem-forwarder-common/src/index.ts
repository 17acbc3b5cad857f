/**
 * What both sides of the SIEM Forwarder plugin share.
 *
 * @packageDocumentation
 */

export * from './annotations';
export * from './isSiemForwarderAvailable';
export * from './model';
export * from './permissions';
