import { ForwarderSpec } from 'backstage-plugin-siem-forwarder-common';
import { ButtonKind } from './buttonKinds';

/** What a person has typed so far. */
export interface OperationFormValues {
  reason?: string;
  retentionHours?: string;
  partitionCount?: string;
  content?: string;
  exportsWholeTable?: boolean;
  keyVault?: string;
  name?: string;
}

type Input = Record<string, unknown>;

/** What a forwarder is now, where the portal knows it. */
export interface PresentForwarder {
  name: string;
  spec?: ForwarderSpec;
}

/** What a kind takes; undefined while something is missing. */
const inputs: Record<
  ButtonKind,
  (values: OperationFormValues, present: PresentForwarder) => Input | undefined
> = {
  rotate: () => ({}),
  repair: () => ({}),
  change: (values, { spec }) => {
    const { retentionHours, partitionCount, content } = values;
    const input = {
      ...changed(
        'retentionHours',
        number(retentionHours),
        spec?.eventHub.retentionHours,
      ),
      ...changed(
        'partitionCount',
        number(partitionCount),
        spec?.eventHub.partitionCount,
      ),
      ...changed('content', content, spec?.content),
    };
    return Object.keys(input).length > 0
      ? {
          ...input,
          ...(values.exportsWholeTable && { exportsWholeTable: true }),
        }
      : undefined;
  },
  pause: ({ reason }) =>
    reason?.trim() ? { reason: reason.trim() } : undefined,
  resume: () => ({}),
  adopt: ({ keyVault }) => (keyVault ? { keyVault } : {}),
  decommission: (values, { name }) =>
    values.name === name ? { name } : undefined,
};

/**
 * What an operation is opened with.
 *
 * @param present - the forwarder: its name confirms that it is taken down, and
 *   what it is already need not be changed
 */
export function inputOf(
  kind: ButtonKind,
  values: OperationFormValues,
  present: PresentForwarder,
): Input | undefined {
  return inputs[kind](values, present);
}

function number(typed: string | undefined): number | undefined {
  return typed ? Number(typed) : undefined;
}

function changed<T>(name: string, wanted: T | undefined, present?: T): Input {
  return wanted === undefined || wanted === present ? {} : { [name]: wanted };
}
