import { Subject } from '../Check';

/** How the SIEM is called in sentences. */
export function siemTitle({ siem }: Subject): string {
  return siem?.title ?? 'the SIEM';
}

/** Why a question to the SIEM does not arise. */
export function withoutSiemToAsk({ forwarder, siem }: Subject) {
  if (!forwarder.siemId) {
    return {
      reason: 'no-siem',
      message: 'The entity has no annotation siem-forwarder/siem.',
    };
  }
  return siem && !siem.verifies
    ? {
        reason: 'siem-cannot-tell',
        message: `${siem.title} cannot be asked; whether events are read is seen at the event hub.`,
      }
    : undefined;
}
