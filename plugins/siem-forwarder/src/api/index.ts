export * from './ForwarderList';
export * from './SiemForwarderApi';
export * from './SiemForwarderClient';
export * from './siemForwarderApiRef';
