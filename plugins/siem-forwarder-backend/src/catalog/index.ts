export { catalogModuleSiemForwarder } from './module';
