export { splunkConnector } from './splunkConnector';
