export { startAzureSimulator } from './startAzureSimulator';
export type {
  AzureSimulator,
  AzureSimulatorOptions,
  SiemReadersMode,
  SimulatorLogger,
} from './startAzureSimulator';
export type { EventHubsFaults } from './amqp/EventHubsFaults';
export type { CutDispositions, LinkRefusal } from './amqp/HubFaults';
export { realisticAnswerTimes } from './AnswerTimes';
export type { AnswerTimes, AnswerTimesName, TimedRequest } from './AnswerTimes';
export type { SimulatorEndpoints } from './Endpoints';
export { createCredentials } from './Credentials';
export type { IdentityCredentials, SimulatorCredentials } from './Credentials';
export type { Clock } from './clock/Clock';
export { latencyPresets } from './Latencies';
export type { Latencies, LatencyPreset } from './Latencies';
export { ControlUnreachable } from './control/ControlUnreachable';
export { SimulatorClient } from './control/SimulatorClient';
export type { AdvanceDuration } from './control/SimulatorClient';
export type {
  AlertRequest,
  CreatedAlert,
  CreatedIncident,
  ForwarderDescription,
  IncidentRequest,
  OperationDescription,
  StateDump,
} from './control/ControlTypes';
export type { Fault, FaultRequest, FaultStatus } from './faults/Fault';
export { scenarios } from './scenarios/scenarios';
export type {
  Scenario,
  ScenarioScope,
  ScenarioShownBy,
  ScenarioSymptom,
} from './scenarios/Scenario';
export type {
  AppliedScenario,
  ScenarioDescription,
} from './scenarios/ScenarioDesk';
export type { LoggedRequest, RequestCount } from './http/RequestLog';
export { serviceNames } from './http/ServiceName';
export type { ServiceName } from './http/ServiceName';
export type { SeedContext, SeedFunction, SeedName } from './seed/Seed';
export { seedFunction } from './seed/seedFunction';
export {
  addHub,
  addNamespace,
  addResourceGroup,
  addRoleAssignment,
  addSubscription,
  addVault,
  addWorkspace,
} from './seed/addResources';
export { planFleet } from './seed/FleetPlan';
export type { FleetForwarder, FleetPlan, FleetSize } from './seed/FleetPlan';
export { generateFleet } from './seed/generateFleet';
export type { FleetOptions } from './seed/generateFleet';
export { demoForwarders } from './seed/demoForwarders';
export type { DemoForwarder } from './seed/demoForwarders';
export * from './seed/demoIds';
export type { SimulatorState } from './state';
export { errorTable } from './errors/errorTable';
export type { ErrorGroup, ErrorSpecification } from './errors/defineErrors';
export type { Exchange } from './http/Exchange';
export { azureBehaviours } from './Behaviours';
export type { Behaviours } from './Behaviours';
