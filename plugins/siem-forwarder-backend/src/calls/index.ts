export * from './CallObserver';
