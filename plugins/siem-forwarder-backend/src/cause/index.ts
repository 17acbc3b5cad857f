export * from './ActivityLogCauseFinder';
