import { OperationKind } from 'backstage-plugin-siem-forwarder-common';

/** What the page has a button for: everything but the making, which is a template. */
export type ButtonKind = Exclude<OperationKind, 'provision'>;

/** In the order in which they are shown; what takes things down comes last. */
export const buttonKinds: readonly ButtonKind[] = [
  'rotate',
  'repair',
  'change',
  'pause',
  'resume',
  'adopt',
  'decommission',
];
