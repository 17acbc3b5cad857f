import { APPLICATION_ID_ANNOTATION } from 'backstage-plugin-siem-forwarder-common';
import { Subject } from '../Check';

/** Why a question about the application does not arise. An id that cannot be read is no reason: it is said. */
export function withoutApplication({ forwarder }: Subject) {
  const misread = forwarder.problems.some(
    ({ annotation }) => annotation === APPLICATION_ID_ANNOTATION,
  );
  return forwarder.applicationId || misread
    ? undefined
    : {
        reason: 'no-application',
        message: `The entity has no annotation ${APPLICATION_ID_ANNOTATION}.`,
      };
}
