export * from './createReading';
export * from './createRouter';
