export { LegacyFleetPage } from './LegacyFleetPage';
export { NfsFleetPage } from './NfsFleetPage';
