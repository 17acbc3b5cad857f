import { Exchange } from 'azure-simulator';
import { Problem } from './Referee';

/**
 * What is wrong with the name that the simulator's route gives an operation:
 * under another one its traffic would count for something else.
 *
 * @param names - what the document calls the operations that the request fits
 */
export function misnamed(
  { operationId }: Exchange,
  names: readonly string[],
): Problem[] {
  return operationId === undefined || names.includes(operationId)
    ? []
    : [
        {
          where: 'request',
          code: 'OPERATION_MISNAMED',
          message: `The route is called ${operationId}, and the document says ${names.join(
            ' or ',
          )}.`,
        },
      ];
}
