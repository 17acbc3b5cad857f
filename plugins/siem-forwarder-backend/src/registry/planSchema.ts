import {
  operationKinds,
  operationSteps,
  OperationStep,
  plannedActions,
} from 'backstage-plugin-siem-forwarder-common';
import { z as zod } from 'zod/v3';

const steps = operationKinds.flatMap<OperationStep>(
  kind => operationSteps[kind],
) as [OperationStep, ...OperationStep[]];

/** A plan, as the API answers it. */
export function planSchema(z: typeof zod) {
  const right = z.object({
    identity: z.string(),
    role: z.string(),
    scope: z.string(),
    rights: z.array(z.string()),
  });
  return z.object({
    changes: z.array(
      z.object({
        step: z.enum(steps),
        action: z
          .enum(plannedActions)
          .describe('"adopt": used as it is; "refuse": stands in the way.'),
        resource: z.string(),
        resourceId: z.string().optional(),
        difference: z.string().optional(),
        differences: z
          .array(
            z.object({
              property: z.string(),
              found: z.string(),
              wanted: z.string(),
            }),
          )
          .optional(),
      }),
    ),
    problems: z.array(
      z.object({
        field: z.string(),
        code: z.string(),
        message: z.string(),
        remedy: z.string(),
        severity: z
          .enum(['error', 'warning'])
          .describe('An "error" stops the making of the forwarder.'),
        right: right.optional(),
      }),
    ),
    missingRights: z.array(right),
    exports: z
      .array(
        z.object({
          table: z.string(),
          rows: z.number().optional(),
          iotRows: z.number().optional(),
          bytes: z.number().optional(),
        }),
      )
      .describe('Rows of the last 30 days, and those from Defender for IoT.'),
    cost: z.object({
      date: z.string(),
      days: z.number(),
      items: z.array(
        z.object({
          meter: z.string(),
          quantity: z.number().optional(),
          unit: z.string(),
          basis: z.string(),
          source: z.string(),
        }),
      ),
    }),
    costNotice: z.string(),
  });
}
