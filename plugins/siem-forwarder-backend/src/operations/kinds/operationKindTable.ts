import { InputError } from '@backstage/errors';
import {
  ForwarderSpec,
  forwarderContents,
  OperationKind,
  siemForwarderAdoptPermission,
  siemForwarderChangePermission,
  siemForwarderDecommissionPermission,
  siemForwarderPausePermission,
  siemForwarderRepairPermission,
  siemForwarderRotatePermission,
} from 'backstage-plugin-siem-forwarder-common';
import { z } from 'zod';
import { adoptForwarder } from '../steps/adoptForwarder';
import { changeForwarder } from '../steps/changeForwarder';
import { decommissionForwarder } from '../steps/decommissionForwarder';
import { pauseForwarder, resumeForwarder } from '../steps/pauseForwarder';
import { repairForwarder } from '../steps/repairForwarder';
import { rotateCredential } from '../steps/rotateCredential';
import { OperationKindDefinition } from './OperationKindDefinition';

const nothing = z.object({}).strict();

const changeInput = z
  .object({
    partitionCount: z.number().int().positive().optional(),
    retentionHours: z.number().int().positive().optional(),
    content: z.enum(forwarderContents).optional(),
    /** Consent to exporting rows that are not from Defender for IoT. */
    exportsWholeTable: z.boolean().optional(),
  })
  .strict()
  .refine(input => Object.keys(input).length > 0, {
    message: 'name what is to change: partitionCount, retentionHours, content',
  });

/**
 * The kinds of operations on a forwarder that exists, besides `provision`,
 * which makes one. A kind that is not in it is refused when it is opened.
 */
export const operationKindTable: Partial<
  Record<Exclude<OperationKind, 'provision'>, OperationKindDefinition>
> = {
  rotate: {
    steps: [rotateCredential],
    permission: siemForwarderRotatePermission,
    input: nothing,
  },
  repair: {
    steps: [repairForwarder],
    permission: siemForwarderRepairPermission,
    input: nothing,
  },
  change: {
    steps: [changeForwarder],
    permission: siemForwarderChangePermission,
    input: changeInput,
    specWith: (now, input) => changedSpec(now, changeInput.parse(input)),
  },
  pause: {
    steps: [pauseForwarder],
    permission: siemForwarderPausePermission,
    input: z.object({ reason: z.string().trim().min(1).max(200) }).strict(),
  },
  resume: {
    steps: [resumeForwarder],
    permission: siemForwarderPausePermission,
    input: nothing,
  },
  adopt: {
    steps: [adoptForwarder],
    permission: siemForwarderAdoptPermission,
    input: z
      .object({
        /** Id of a configured key vault that keeps the next secret. */
        keyVault: z.string().optional(),
      })
      .strict(),
  },
  decommission: {
    steps: [decommissionForwarder],
    permission: siemForwarderDecommissionPermission,
    input: z.object({ name: z.string() }).strict(),
    specWith: (now, { name }) => {
      if (name !== now.name) {
        throw new InputError(
          `input.name: '${name}' is not '${now.name}'; type the name of the forwarder to take it down`,
        );
      }
      return now;
    },
  },
};

function changedSpec(
  now: ForwarderSpec,
  input: z.infer<typeof changeInput>,
): ForwarderSpec {
  const { partitionCount, retentionHours, content, exportsWholeTable } = input;
  return {
    ...now,
    content: content ?? now.content,
    exportsWholeTable: exportsWholeTable ?? now.exportsWholeTable,
    eventHub: {
      ...now.eventHub,
      partitionCount: partitionCount ?? now.eventHub.partitionCount,
      retentionHours: retentionHours ?? now.eventHub.retentionHours,
    },
  };
}
