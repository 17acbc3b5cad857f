export { auditTab, fleetPage, forwardersTab } from './fleetPage';
export { formFields } from './formFields';
export { forwarderApi } from './forwarderApi';
export { forwardingContent } from './forwardingContent';
export { healthCard } from './healthCard';
