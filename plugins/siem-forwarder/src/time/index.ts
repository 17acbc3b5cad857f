export { formatAbsolute } from './formatAbsolute';
export { formatElapsed } from './formatElapsed';
export { formatRelative } from './formatRelative';
export { RelativeTime } from './RelativeTime';
export { useNow } from './useNow';
