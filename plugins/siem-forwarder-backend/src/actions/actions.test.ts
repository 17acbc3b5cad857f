import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { TemplateAction } from '@backstage/plugin-scaffolder-node';
import { JsonObject } from '@backstage/types';
import {
  operationSteps,
  OperationStep,
  ProvisioningStep,
  provisioningSteps,
  StepResult,
} from 'backstage-plugin-siem-forwarder-common';
import { parse } from 'yaml';
import { z } from 'zod/v3';
import { readTemplates } from '../catalog/readTemplates';
import { createApplicationRegisterAction } from './applicationRegister';
import { createEventHubCreateAction } from './eventHubCreate';
import { createExportRuleCreateAction } from './exportRuleCreate';
import { createForwarderRegisterAction } from './forwarderRegister';
import { forwarderSpecSchema } from './forwarderSpecSchema';
import { createForwardingVerifyAction } from './forwardingVerify';
import { createLifeAction } from './createLifeAction';
import { lifeKinds } from './lifeActionTable';
import { createNamespaceBeginAction } from './namespaceBegin';
import { OperationsClient } from './OperationsClient';
import { createPrerequisitesCheckAction } from './prerequisitesCheck';
import { createReceiverAssignAction } from './receiverAssign';
import { createSiemConnectAction } from './siemConnect';
import { createSourcePrepareAction } from './sourcePrepare';

type Action = Pick<
  TemplateAction<JsonObject, JsonObject>,
  'id' | 'examples' | 'schema' | 'supportsDryRun'
> & { handler: (ctx: never) => Promise<void> };

/** The template of the form. */
async function readTemplate() {
  const templates = await readTemplates();
  const found = templates.find(
    ({ metadata }) => metadata.name === 'stream-to-siem',
  );
  expect(found).toBeDefined();
  return found!;
}

describe('the actions', () => {
  const opened: Parameters<OperationsClient['open']>[0][] = [];
  const ran: OperationStep[] = [];
  let outputs: Record<string, string> = {};
  const client: Pick<OperationsClient, 'open' | 'runStep'> = {
    open: async options => {
      opened.push(options);
      return Promise.reject(new Error('not looked at'));
    },
    runStep: async ({ step }): Promise<StepResult> => {
      ran.push(step);
      return { step, status: 'done', message: 'Done.', changes: [], outputs };
    },
  };
  const deps = { client: client as OperationsClient };
  const actions: Record<ProvisioningStep, Action> = {
    'prerequisites:check': createPrerequisitesCheckAction(deps),
    'source:prepare': createSourcePrepareAction(deps),
    'namespace:begin': createNamespaceBeginAction(deps),
    'application:register': createApplicationRegisterAction(deps),
    'event-hub:create': createEventHubCreateAction(deps),
    'receiver:assign': createReceiverAssignAction(deps),
    'siem:connect': createSiemConnectAction(deps),
    'export-rule:create': createExportRuleCreateAction(deps),
    'forwarding:verify': createForwardingVerifyAction(deps),
    'forwarder:register': createForwarderRegisterAction(deps),
  };

  beforeEach(() => {
    opened.length = 0;
    ran.length = 0;
    outputs = {};
  });

  it.each(provisioningSteps)('%s has an example that fits it', step => {
    const action = actions[step];
    expect(action.id).toBe(`siem-forwarder:${step}`);
    expect(action.supportsDryRun).toBe(true);
    expect(action.examples?.length).toBeGreaterThan(0);
    for (const { example } of action.examples ?? []) {
      const [{ action: id, input = {} }] = parse(example).steps;
      expect(id).toBe(action.id);
      expect(Object.keys(input)).toEqual(
        step === 'prerequisites:check'
          ? ['forwarder', 'rollBackOnFailure']
          : [],
      );
    }
  });

  it.each(lifeKinds)(
    '%s has a template, and an example that fits its action',
    async kind => {
      const action: Action = createLifeAction(kind, deps);
      const [step] = operationSteps[kind];
      expect(action.id).toBe(`siem-forwarder:${step}`);
      expect(action.supportsDryRun).toBe(true);
      const steps = (await readTemplates())
        .map(({ spec }) => spec?.steps as { action: string; input: object }[])
        .find(([{ action: id }]) => id === action.id);
      expect(steps).toHaveLength(1);
      const [{ example }] = action.examples ?? [];
      const [{ action: id, input }] = parse(`${example}`).steps;
      expect(id).toBe(action.id);
      const { properties, required = [] } = action.schema?.input as {
        properties?: object;
        required?: string[];
      };
      const declared = Object.keys(properties ?? {});
      expect(Object.keys(steps?.[0].input ?? {})).toEqual(declared);
      expect(declared).toEqual(expect.arrayContaining(Object.keys(input)));
      expect(Object.keys(input)).toEqual(expect.arrayContaining(required));
    },
  );

  it('are those of the template, in the order of the steps', async () => {
    const template = await readTemplate();
    const steps = template.spec?.steps as { action: string }[];
    expect(steps.map(({ action }) => action)).toEqual(
      provisioningSteps.map(step => `siem-forwarder:${step}`),
    );
  });

  it('hand on the outputs that they declare, and no others', async () => {
    outputs = { secretId: 'key-1', secretLocation: 'the vault', odd: 'x' };
    const ctx = createMockActionContext();
    await createSiemConnectAction(deps).handler(ctx);
    expect(ran).toEqual(['siem:connect']);
    expect((ctx.output as jest.Mock).mock.calls).toEqual([
      ['secretId', 'key-1'],
      ['secretLocation', 'the vault'],
    ]);
  });

  it('open the operation with the initiator, once a task', async () => {
    const action = createPrerequisitesCheckAction(deps);
    const [{ example }] = actions['prerequisites:check'].examples ?? [];
    const [{ input }] = parse(`${example}`).steps;
    expect(forwarderSpecSchema(z).strict().parse(input.forwarder)).toEqual(
      input.forwarder,
    );
    const ctx = {
      ...createMockActionContext({ input, task: { id: 'task-1' } }),
      isDryRun: true,
    };
    await expect(action.handler(ctx)).rejects.toThrow('not looked at');
    expect(opened).toMatchObject([
      {
        operation: 'task-1',
        spec: input.forwarder,
        dryRun: true,
        rollBackOnFailure: true,
        initiator: { principal: { type: 'user' } },
      },
    ]);
    expect(ran).toEqual([]);

    // A retry finds the checkpoint: the user need not be there.
    const checkpoint = jest.fn(async () => ({ operation: 'task-1' }));
    await action.handler({ ...ctx, checkpoint } as typeof ctx);
    expect(opened).toHaveLength(1);
    expect(ran).toEqual(['prerequisites:check']);
  });
});
