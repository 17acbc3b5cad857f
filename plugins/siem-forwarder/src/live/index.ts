export { useCheck } from './useCheck';
export type { Check } from './useCheck';
export { useForwarder } from './useForwarder';
export { useLiveInterval } from './useLiveInterval';
export { useReloading } from './useReloading';
export type { Reloading } from './useReloading';
export { errorKind } from './errorKind';
export type { ErrorKind } from './errorKind';
