export { fleetPage } from './fleetPage';
export { formFields } from './formFields';
export { forwarderApi } from './forwarderApi';
export { forwardingContent } from './forwardingContent';
export { healthCard } from './healthCard';
