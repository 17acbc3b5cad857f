export * from './CheckStatus';
export * from './Finding';
export * from './ForwarderHealth';
export * from './ForwarderSpec';
export * from './Health';
export * from './Operation';
export * from './Options';
export * from './Stage';
