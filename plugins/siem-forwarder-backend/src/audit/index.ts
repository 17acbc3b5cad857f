export * from './AuditLog';
export * from './DatabaseAuditLog';
export type { Ownership } from './shownTransition';
