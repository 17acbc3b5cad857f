export { handoverConnector } from './handoverConnector';
