export { OpenOperations } from './OpenOperations';
export { OperationControls } from './OperationControls';
export { OperationsCard } from './OperationsCard';
export { TaskLink } from './TaskLink';
