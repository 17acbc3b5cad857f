import { ButtonKind } from './buttonKinds';

/** What a person has typed so far. */
export interface OperationFormValues {
  reason?: string;
  retentionHours?: string;
  partitionCount?: string;
  content?: string;
  name?: string;
}

type Input = Record<string, unknown>;

/** What a kind takes; undefined while something is missing. */
const inputs: Record<
  ButtonKind,
  (values: OperationFormValues, name: string) => Input | undefined
> = {
  rotate: () => ({}),
  repair: () => ({}),
  change: ({ retentionHours, partitionCount, content }) => {
    const input = {
      ...(retentionHours && { retentionHours: Number(retentionHours) }),
      ...(partitionCount && { partitionCount: Number(partitionCount) }),
      ...(content && { content }),
    };
    return Object.keys(input).length > 0 ? input : undefined;
  },
  pause: ({ reason }) =>
    reason?.trim() ? { reason: reason.trim() } : undefined,
  resume: () => ({}),
  adopt: () => ({}),
  decommission: (values, name) => (values.name === name ? { name } : undefined),
};

/**
 * What an operation is opened with.
 *
 * @param name - of the forwarder, which a decommission asks for
 */
export function inputOf(
  kind: ButtonKind,
  values: OperationFormValues,
  name: string,
): Input | undefined {
  return inputs[kind](values, name);
}
