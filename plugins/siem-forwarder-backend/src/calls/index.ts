export * from './CallObserver';
export * from './writeWatch';
