import { Operation } from 'backstage-plugin-siem-forwarder-common';

/** True while something works at an operation, or waits for Retry or Roll back. */
export function isUnderWay({ status }: Pick<Operation, 'status'>): boolean {
  return status === 'open' || status === 'rolling-back';
}
