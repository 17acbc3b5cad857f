import { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import {
  forwarderSorts,
  healths,
  siemForwarderFleetReadPermission,
} from 'backstage-plugin-siem-forwarder-common';
import { Reading } from '../api';
import { summarySchema } from './schemas';

/** Forwarders of a page when nothing else is asked for: few enough to read. */
const DEFAULT_LIMIT = 20;

/** Registers `list-forwarders`. */
export function createListForwardersAction(
  actionsRegistry: ActionsRegistryService,
  { access, reader }: Pick<Reading, 'access' | 'reader'>,
): void {
  actionsRegistry.register({
    name: 'list-forwarders',
    title: 'List SIEM forwarders',
    description: `
Lists the forwarders that stream Microsoft Defender for IoT alerts to a SIEM, with the health of each.

A forwarder is one pipeline: Microsoft Sentinel, a data export rule, an event hub, the SIEM. Only forwarders whose
entities the caller may read are listed and counted.

## Health

Worst first: \`failing\` (alerts do not reach the SIEM, or are being lost), \`degraded\` (works, needs attention soon),
\`unknown\` (Azure or the SIEM could not be asked), \`pending\` (too new to judge), \`quiet\` (nothing to forward, no
recent proof), \`healthy\` (proven). \`unknown\`, \`pending\` and \`quiet\` are not failures.

## Filters and pagination

All filters must hold. \`counts\` are over everything that matches the filters but \`health\`. When \`nextCursor\` is
there, call again with the same filters and \`cursor\`.

## Examples

- Which forwarders do not work: \`health: ["failing"]\`.
- How is the fleet: no input, read \`counts\`.
- What does a team own: \`owner: "group:default/plant-austin"\`.
    `,
    attributes: { readOnly: true, destructive: false, idempotent: true },
    visibilityPermission: siemForwarderFleetReadPermission,
    schema: {
      input: z =>
        z.object({
          health: z
            .array(z.enum(healths))
            .optional()
            .describe('Any of these; all when absent.'),
          owner: z
            .string()
            .max(512)
            .optional()
            .describe('Entity ref of the owner.'),
          siem: z
            .string()
            .max(512)
            .optional()
            .describe('Id of a SIEM instance.'),
          region: z.string().max(512).optional().describe('Azure region.'),
          search: z
            .string()
            .max(512)
            .optional()
            .describe('Part of the title, the entity ref or the headline.'),
          sort: z
            .enum(forwarderSorts)
            .optional()
            .describe('"health", worst first, when absent.'),
          limit: z
            .number()
            .int()
            .min(1)
            .max(100)
            .optional()
            .describe(`1 to 100; ${DEFAULT_LIMIT} when absent.`),
          cursor: z
            .string()
            .max(16_384)
            .optional()
            .describe('The nextCursor of the page before.'),
        }),
      output: z =>
        z.object({
          forwarders: z.array(summarySchema(z)),
          total: z.number().describe('How many match all filters.'),
          counts: z
            .record(z.enum(healths), z.number())
            .describe('How many match all filters but health, by health.'),
          nextCursor: z.string().optional(),
        }),
    },
    examples: [
      {
        title: 'The forwarders that do not work',
        input: { health: ['failing'] },
        output: {
          forwarders: [
            {
              entityRef: 'resource:default/austin-ot',
              title: 'Austin OT',
              owner: 'group:default/plant-austin',
              health: 'failing',
              headline: 'Export rule disabled since 09:12: 7 incidents lost',
              since: '2026-11-24T09:12:00.000Z',
              checkedAt: '2026-11-24T10:20:00.000Z',
            },
          ],
          total: 1,
          counts: {
            failing: 1,
            degraded: 0,
            unknown: 0,
            pending: 0,
            quiet: 2,
            healthy: 9,
          },
        },
      },
    ],
    async action({ input, credentials }) {
      const who = await access.readerOf(
        credentials,
        siemForwarderFleetReadPermission,
      );
      const { limit = DEFAULT_LIMIT, ...query } = input;
      const { items, total, counts, nextCursor } = await reader.list(
        { ...query, limit },
        who,
      );
      return {
        output: {
          forwarders: items,
          total,
          counts,
          ...(nextCursor ? { nextCursor } : {}),
        },
      };
    },
  });
}
