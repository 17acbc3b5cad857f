export { createSplunkConnector } from './splunkConnector';
