export { createReferee } from './referee/createReferee';
export { CompositeReferee } from './referee/CompositeReferee';
export { documentFaults } from './referee/documentFaults';
export type { DocumentFault } from './referee/documentFaults';
export type { Problem, Referee, Verdict } from './referee/Referee';
