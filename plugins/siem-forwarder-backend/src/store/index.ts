export * from './applyDatabaseMigrations';
export * from './DatabaseHealthStore';
export * from './HealthRetention';
export * from './HealthStore';
