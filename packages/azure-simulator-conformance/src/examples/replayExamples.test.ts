import { Exchange } from 'azure-simulator';
import {
  createGroupExample,
  groupDocument,
  groupDocumentPath,
} from '../__testUtils__/groupDocument';
import { writeDocuments } from '../__testUtils__/writeDocuments';
import { Referee } from '../referee/Referee';
import { replayExamples } from './replayExamples';

// Starting a cloud is slow on a machine that is busy.
jest.setTimeout(60_000);

const examplePath = groupDocumentPath.replace(
  'groups.json',
  'examples/Create.json',
);

function specificationsWith(example: unknown): string {
  return writeDocuments({
    [groupDocumentPath]: groupDocument,
    [examplePath]: example,
  });
}

const lenient: Referee = { judge: async () => ({ valid: true, problems: [] }) };

describe('replaying published examples', () => {
  const good = specificationsWith(createGroupExample);
  const withStrangeProperty = specificationsWith({
    ...createGroupExample,
    parameters: {
      ...createGroupExample.parameters,
      parameters: { properties: { colour: 'green' } },
    },
  });
  const withOtherStatus = specificationsWith({
    ...createGroupExample,
    responses: { 201: {} },
  });

  it('sends them to a cloud that has what they presuppose', async () => {
    const exchanges: Exchange[] = [];
    const report = await replayExamples({
      specifications: good,
      referee: lenient,
      onExchange: exchange => exchanges.push(exchange),
    });
    expect(report.operations).toEqual([
      {
        operationId: 'ConsumerGroups_CreateOrUpdate',
        route: {
          service: 'resourceManager',
          operationId: 'ConsumerGroups_CreateOrUpdate',
        },
        document: groupDocumentPath,
        replayed: 1,
        valid: 1,
        problems: [],
      },
    ]);
    expect(exchanges).toEqual([
      expect.objectContaining({
        method: 'PUT',
        status: 200,
        requestBody: { properties: { userMetadata: 'New consumer group' } },
        responseBody: expect.objectContaining({ name: 'siem' }),
      }),
    ]);
    expect(JSON.stringify(exchanges)).not.toMatch(/bearer/i);
  });

  it('lists examples of operations that the simulator does not offer', async () => {
    const { outside } = await replayExamples({
      specifications: good,
      referee: lenient,
    });
    expect(outside).toEqual([
      {
        operationId: 'ConsumerGroups_Rename',
        document: groupDocumentPath,
        examples: 2,
      },
    ]);
  });

  it('names what an answer does not give back', async () => {
    const { operations } = await replayExamples({
      specifications: withStrangeProperty,
      referee: lenient,
    });
    expect(operations[0]).toMatchObject({
      replayed: 1,
      valid: 0,
      problems: ["'Create' does not get back /properties/colour"],
    });
  });

  it('names a status that the example does not have', async () => {
    const { operations } = await replayExamples({
      specifications: withOtherStatus,
      referee: lenient,
    });
    expect(operations[0].valid).toBe(0);
    expect(operations[0].problems).toEqual([
      expect.stringMatching(
        /^'Create' was answered 200 .* its statuses are 201$/,
      ),
    ]);
  });

  it('tells what the referee objects to', async () => {
    const { operations } = await replayExamples({
      specifications: good,
      referee: {
        judge: async () => ({
          valid: false,
          problems: [
            {
              where: 'response',
              code: 'INVALID_TYPE',
              message: 'No.',
              path: '/name',
            },
          ],
        }),
      },
    });
    expect(operations[0]).toMatchObject({
      valid: 0,
      problems: ["'Create' response /name: INVALID_TYPE: No."],
    });
  });
});
