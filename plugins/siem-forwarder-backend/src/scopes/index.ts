export * from './Scopes';
