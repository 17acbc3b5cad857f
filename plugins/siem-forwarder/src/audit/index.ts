export { AuditContent } from './AuditContent';
export { NfsAuditPage } from './NfsAuditPage';
