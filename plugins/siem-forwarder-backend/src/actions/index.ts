export { scaffolderModuleSiemForwarder } from './module';
