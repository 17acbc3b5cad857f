export { checkStatusPresentation } from './checkStatusPresentation';
export { HealthBadge } from './HealthBadge';
export { healthPresentation } from './healthPresentation';
export { Pill } from './Pill';
export { RemedyText } from './RemedyText';
export { StatusIcon } from './StatusIcon';
export type { Tone } from './Tone';
