import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { operationSteps } from 'backstage-plugin-siem-forwarder-common';
import { stringify } from 'yaml';
import { defined } from './defined';
import { Fields, LifeKind, lifeActionTable } from './lifeActionTable';
import { OperationsClient } from './OperationsClient';
import { setOutputs } from './outputs';
import { runForwarderOperation } from './runForwarderOperation';

/** The action of a kind of operations on a forwarder that exists, by {@link lifeActionTable}. */
export function createLifeAction(
  kind: LifeKind,
  { client }: { client: OperationsClient },
) {
  const { description, example, input, outputs } = lifeActionTable[kind];
  const [step] = operationSteps[kind];
  const handedOn: Fields = {
    ...outputs,
    report: z => z.string({ description: 'What was done, and what was left' }),
  };
  const id = `siem-forwarder:${step}`;
  return createTemplateAction({
    id,
    description,
    examples: [
      {
        description: example.name,
        example: stringify({
          steps: [
            {
              id: step.replace(':', '-'),
              name: example.name,
              action: id,
              input: {
                entityRef: 'resource:default/ot-alerts',
                ...example.input,
              },
            },
          ],
        }),
      },
    ],
    supportsDryRun: true,
    schema: {
      input: {
        entityRef: z =>
          z.string({ description: 'Entity ref of the forwarder' }),
        ...input,
      },
      output: handedOn,
    },
    async handler(ctx) {
      const { entityRef, ...asked } = ctx.input;
      const result = await runForwarderOperation(
        client,
        { kind, entityRef, input: defined(asked) },
        ctx,
      );
      setOutputs(result, Object.keys(outputs), (name, value) =>
        ctx.output(name, value),
      );
      ctx.output('report', result.message);
    },
  });
}
