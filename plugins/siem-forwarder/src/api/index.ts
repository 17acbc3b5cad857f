export * from './ForwarderList';
export * from './OperationRequest';
export * from './SiemForwarderApi';
export * from './SiemForwarderClient';
export * from './siemForwarderApiRef';
