export * from './OperationKindDefinition';
export * from './operationKindTable';
