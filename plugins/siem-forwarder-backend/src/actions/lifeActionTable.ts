import { JsonObject } from '@backstage/types';
import {
  forwarderContents,
  OperationKind,
} from 'backstage-plugin-siem-forwarder-common';
import type { z as Zod, ZodType } from 'zod/v3';

/** Fields by name, each made with the scaffolder's own zod. */
export type Fields = Record<string, (z: typeof Zod) => ZodType>;

/** One action on a forwarder that exists. */
export interface LifeActionRow {
  description: string;
  /** What the kind asks for besides the forwarder. */
  input: Fields;
  /** Outputs of its step that it hands on besides the report. */
  outputs: Fields;
  example: { name: string; input: JsonObject };
}

/** Kinds of operations on a forwarder that exists. */
export type LifeKind = Exclude<OperationKind, 'provision'>;

/** What the actions on a forwarder that exists differ in. */
export const lifeActionTable: Record<LifeKind, LifeActionRow> = {
  rotate: {
    description:
      'Gives the SIEM a new client secret, and removes the one before when the SIEM reads with it.',
    input: {},
    outputs: {
      secretId: z =>
        z.string({ description: 'Secret ID; never the secret itself' }),
      secretExpiresAt: z =>
        z.string({ description: 'When the secret ends (ISO 8601)' }),
    },
    example: { name: 'Rotate the client secret', input: {} },
  },
  repair: {
    description:
      'Compares everything that a forwarder rests on with its specification, and brings about again only what has drifted.',
    input: {},
    outputs: {},
    example: { name: 'Repair the forwarder', input: {} },
  },
  change: {
    description:
      'Changes partitions (where the tier allows), retention or tables of a forwarder.',
    input: {
      partitionCount: z =>
        z
          .number({
            description:
              'Partitions of the event hub; more only in the Premium tier',
          })
          .optional(),
      retentionHours: z =>
        z
          .number({
            description: 'How long the event hub keeps events, in hours',
          })
          .optional(),
      content: z =>
        z
          .enum(forwarderContents, { description: 'Which rows are exported' })
          .optional(),
      exportsWholeTable: z =>
        z
          .boolean({
            description:
              'Consent to exporting rows that are not from Defender for IoT',
          })
          .optional(),
    },
    outputs: {},
    example: { name: 'Change the forwarder', input: { retentionHours: 72 } },
  },
  pause: {
    description: 'Pauses a forwarder: checks go on, alerts are not sent.',
    input: {
      reason: z =>
        z.string({ description: 'Why, for everybody who looks at it' }),
    },
    outputs: {},
    example: {
      name: 'Pause the forwarder',
      input: { reason: 'Maintenance of the site' },
    },
  },
  resume: {
    description: 'Lets a paused forwarder send alerts again.',
    input: {},
    outputs: {},
    example: { name: 'Resume the forwarder', input: {} },
  },
  adopt: {
    description:
      'Lets the portal write to a forwarder that was made elsewhere; writes nothing in Azure.',
    input: {
      keyVault: z =>
        z
          .string({
            description:
              'Id of a configured key vault that keeps the next secret',
          })
          .optional(),
    },
    outputs: {},
    example: { name: 'Adopt the forwarder', input: { keyVault: 'kv-ot-siem' } },
  },
  decommission: {
    description:
      'Takes a forwarder down: what the portal made for it and nobody else uses goes, the rest is named.',
    input: {
      name: z =>
        z.string({ description: 'Name of the forwarder, typed to confirm' }),
    },
    outputs: {},
    example: {
      name: 'Take the forwarder down',
      input: { name: 'ot-alerts' },
    },
  },
};

/** Kinds of operations that have an action. */
export const lifeKinds = Object.keys(lifeActionTable) as LifeKind[];
