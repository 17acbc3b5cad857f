export { SiemForwarderContent } from './SiemForwarderContent';
