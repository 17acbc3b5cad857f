export { ForwarderUnavailable } from './ForwarderUnavailable';
export { isOutOfScope } from './isOutOfScope';
export { OverviewCard } from './OverviewCard';
export { ReloadFailed } from './ReloadFailed';
export { SiemForwarderCard } from './SiemForwarderCard';
