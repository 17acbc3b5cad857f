export { fakeDates } from './fakeDates';
export { startTestCloud } from './startTestCloud';
export type { TestCloud } from './startTestCloud';
