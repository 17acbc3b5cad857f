export * from './ActivityLogState';
export * from './DirectoryState';
export * from './EventHubState';
export * from './ResourceState';
export * from './ScenarioState';
export * from './SimulatorState';
export * from './SplunkState';
export * from './WorkspaceState';
export { emptyState } from './emptyState';
