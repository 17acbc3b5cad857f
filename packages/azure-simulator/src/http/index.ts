export * from './Route';
export * from './ServiceDefinition';
export * from './ServiceError';
export * from './ServiceName';
export * from './json';
