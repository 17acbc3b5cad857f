import { healths } from 'backstage-plugin-siem-forwarder-common';
import { z as zod } from 'zod/v3';

/** Whether alerts reach the SIEM, as far as is known. */
export const reaches = ['yes', 'no', 'unproven', 'not known'] as const;

/** What `explain-forwarder` and `check-forwarder` answer. */
export function explanationSchema(z: typeof zod) {
  return z.object({
    entityRef: z.string(),
    health: z.enum(healths),
    reaches: z
      .enum(reaches)
      .describe(
        'Whether alerts reach the SIEM. "unproven": nothing speaks against it, but there was nothing to forward, or it is too new.',
      ),
    why: z.string().describe('One or two sentences.'),
    since: z.string().describe('Since when (ISO 8601 with zone).'),
    who: z
      .string()
      .optional()
      .describe('Whose change brought it about, or why nobody can be named.'),
    whatToDo: z.string().optional(),
    whereToDoIt: z
      .string()
      .optional()
      .describe('A page of the Azure portal or of the SIEM.'),
    loss: z.string().optional().describe('What is lost, or will be and when.'),
    consequences: z
      .array(z.string())
      .describe('Trouble that goes away with the cause.'),
    paused: z.string().optional().describe('The reason of a pause.'),
    checkedAt: z
      .string()
      .optional()
      .describe('How old this is; absent before the first check.'),
  });
}
