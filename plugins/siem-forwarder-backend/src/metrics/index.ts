export * from './CallMetrics';
export * from './observeFleet';
