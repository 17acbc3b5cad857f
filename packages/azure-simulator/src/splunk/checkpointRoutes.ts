import { offsetOf } from '../amqp/offsets';
import { Route } from '../http/Route';
import { World } from '../World';
import { addOnPath } from './addOnPath';
import { checkpointOf } from './checkpointOf';
import { splunkErrors } from './splunkErrors';

/**
 * How far an input has read, and who else reads with it. It tells nothing
 * while any of them is enabled: of no use to measure a lag.
 */
export function checkpointRoutes(world: World): Route[] {
  return addOnPath('checkpoints').map(path => ({
    operationId: 'checkpoints.get',
    method: 'GET',
    path,
    handle: ({ query }) => {
      const { inputs, checkpoints, addOn } = world.state.splunk;
      const name = query.get('modinput_name') ?? '';
      const input = inputs[name];
      const type = query.get('modinput_type');
      if (!addOn.installed || !input || type !== 'mscs_azure_event_hub') {
        throw splunkErrors.objectNotFound({ name });
      }
      const checkpoint = checkpointOf(input);
      const sharing = Object.values(inputs).filter(
        other =>
          checkpointOf(other).uniqueIdentifier === checkpoint.uniqueIdentifier,
      );
      const enabled = sharing.filter(other => !other.disabled);
      const read = checkpoints[checkpoint.uniqueIdentifier] ?? {};
      return {
        status: 200,
        body: {
          type: checkpoint.type,
          unique_identifier: checkpoint.uniqueIdentifier,
          modinputs: sharing.map(other => other.name),
          data:
            enabled.length > 0
              ? []
              : Object.entries(read)
                  .filter(([, next]) => next > 0)
                  .map(([partitionId, next]) => ({
                    partition_id: partitionId,
                    offset: offsetOf(next - 1),
                    sequence_number: next - 1,
                  })),
          errors:
            enabled.length > 0
              ? [
                  `Cannot get checkpoint data while modinputs are not disabled: ${enabled
                    .map(other => other.name)
                    .join(', ')}`,
                ]
              : [],
        },
      };
    },
  }));
}
