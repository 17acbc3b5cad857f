import { ServiceName } from 'azure-simulator';
import { ApiDocument } from '../apiModel/ApiDocument';
import { ApiOperation } from '../apiModel/ApiOperation';

/** An operation of the table, in one document that describes it. */
export interface MutantOperation {
  /** The simulated host that offers it. */
  service: ServiceName;
  document: ApiDocument;
  operation: ApiOperation;
}
