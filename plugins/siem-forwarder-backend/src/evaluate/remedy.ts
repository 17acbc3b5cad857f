import { Remedy } from 'backstage-plugin-siem-forwarder-common';

type RemedyText = Omit<Remedy, 'kind'>;

/** Put back what drifted. */
export function repair(text: RemedyText): Remedy {
  return { kind: 'repair', ...text };
}

/** Issue a new secret. */
export function rotate(text: RemedyText): Remedy {
  return { kind: 'rotate', ...text };
}

/** Give a right. */
export function grant(text: RemedyText): Remedy {
  return { kind: 'grant', ...text };
}

/** Change a setting by hand. */
export function change(text: RemedyText): Remedy {
  return { kind: 'change', ...text };
}

/** Ask for a proof. */
export function verify(text: RemedyText): Remedy {
  return { kind: 'verify', ...text };
}
