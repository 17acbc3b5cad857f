export * from './applyDatabaseMigrations';
export * from './DatabaseHealthStore';
export * from './HealthRetention';
export * from './HealthStore';
export * from './LeaseLostError';
export * from './readSamples';
export * from './DatabaseTransitionOutbox';
export * from './TransitionOutbox';
