import { healths } from 'backstage-plugin-siem-forwarder-common';
import { z as zod } from 'zod/v3';

/** The zod that the registry hands to schemas. */
type Zod = typeof zod;

/** Input of every action on one forwarder. */
export function forwarderInput(z: Zod) {
  return z.object({
    entityRef: z
      .string()
      .min(1)
      .max(512)
      .describe(
        'Entity ref of the forwarder, for example "resource:default/austin-ot". Kind and namespace may be left out.',
      ),
  });
}

/** A forwarder as a list shows it. */
export function summarySchema(z: Zod) {
  return z.object({
    entityRef: z.string(),
    title: z.string(),
    owner: z.string().optional(),
    siem: z
      .object({ id: z.string(), title: z.string(), kind: z.string() })
      .optional(),
    region: z.string().optional(),
    subscriptionId: z.string().optional(),
    health: z.enum(healths).describe('"quiet" and "unknown" are not failures.'),
    paused: z.string().optional().describe('The reason of a pause.'),
    headline: z.string().describe('One sentence: what, since when.'),
    since: z.string().describe('Since when the health is what it is.'),
    lastEventAt: z
      .string()
      .optional()
      .describe('When the SIEM last indexed a row.'),
    checkedAt: z
      .string()
      .optional()
      .describe('How old all this is; absent before the first check.'),
  });
}

/** All that is known of a forwarder. */
export function forwarderSchema(z: Zod) {
  const remedy = z.object({
    kind: z.string(),
    title: z.string(),
    text: z.string(),
    url: z.string().optional(),
  });
  return summarySchema(z).extend({
    detail: z.string().optional(),
    remedy: remedy.optional(),
    stages: z.array(
      z.object({
        stage: z.string(),
        title: z.string(),
        status: z.string(),
        detail: z.string(),
        consequence: z
          .boolean()
          .describe('Whether an earlier stage explains its trouble.'),
      }),
    ),
    findings: z.array(
      z.object({
        checkId: z.string(),
        stage: z.string(),
        title: z.string(),
        status: z.string(),
        reason: z.string(),
        message: z.string(),
        evidence: z.array(
          z.object({
            label: z.string(),
            value: z.string(),
            resource: z.string().optional(),
            observedAt: z.string(),
          }),
        ),
        remedy: remedy.optional(),
        consequenceOf: z.string().optional(),
        since: z.string(),
        observedAt: z.string().optional(),
      }),
    ),
    loss: lossSchema(z).optional(),
    cause: causeSchema(z).optional(),
    proof: z.object({ at: z.string(), by: z.string() }).optional(),
    secretExpiresAt: z.string().optional(),
    uptime: z.object({
      ratio: z.number().optional(),
      known: z.number(),
      hours: z.number(),
    }),
    values: z
      .array(
        z.object({
          id: z.string(),
          label: z.string(),
          value: z.string(),
          url: z.string().optional(),
        }),
      )
      .describe('What to type into the SIEM; never the secret.'),
  });
}

/** What is lost of a forwarder's rows, or will be. */
export function lossSchema(z: Zod) {
  return z.object({
    kind: z
      .enum(['losing', 'window'])
      .describe('"losing": rows are lost now; "window": from the deadline on.'),
    reason: z.string(),
    since: z.string(),
    count: z.number().optional(),
    deadline: z.string().optional(),
    basis: z.string(),
    estimated: z.boolean(),
    endedAt: z.string().optional(),
  });
}

/** Who brought a change about. */
export function causeSchema(z: Zod) {
  return z.object({
    kind: z.enum(['activity', 'first-seen']),
    at: z.string(),
    caller: z.string().optional(),
    operation: z.string().optional(),
    resource: z.string().optional(),
    correlationId: z.string().optional(),
    because: z.string().optional(),
  });
}
