export {
  FakeSiemForwarderApi,
  unavailableForwarders,
} from './FakeSiemForwarderApi';
export { sampleAudit } from './sampleAudit';
export {
  sampleHandover,
  sampleOptions,
  samplePlan,
  sampleWorkspaces,
} from './sampleForm';
export { sampleForwarders, sampleStates } from './sampleForwarders';
export type { SampleState } from './sampleForwarders';
export * from './sampleLosses';
export * from './sampleReaderStopped';
export * from './sampleOperations';
