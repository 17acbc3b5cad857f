export * from './SiemCredentialRefusedError';
export * from './SiemError';
export * from './SiemInstances';
