import { OperationDescription } from 'azure-simulator';
import {
  createGroupExample,
  groupDocument,
  groupDocumentPath,
} from '../__testUtils__/groupDocument';
import { writeDocuments } from '../__testUtils__/writeDocuments';
import { ApiDocument } from '../apiModel/ApiDocument';
import { readDocuments } from '../apiModel/readDocuments';
import { OavReferee } from '../referee/oav/OavReferee';
import { Referee } from '../referee/Referee';
import { printMutants } from './printMutants';
import { runMutants } from './runMutants';

// oav takes its time for the first document.
jest.setTimeout(60_000);

const route: OperationDescription = {
  service: 'resourceManager',
  operationId: 'ConsumerGroups_CreateOrUpdate',
  method: 'PUT',
  path: Object.keys(groupDocument.paths)[0],
  apiVersions: ['2024-01-01'],
};

describe('mutants of a small document', () => {
  const specifications = writeDocuments({
    [groupDocumentPath]: groupDocument,
    [groupDocumentPath.replace('groups.json', 'examples/Create.json')]:
      createGroupExample,
  });
  const referee = new OavReferee(specifications);
  let documents: ApiDocument[];

  beforeAll(async () => {
    documents = await readDocuments(specifications);
  });

  const run = (judge: Referee) =>
    runMutants({ documents, routes: [route], referee: judge, exchanges: [] });

  it('are made of everything that is required, and caught', async () => {
    const asked: string[] = [];
    const { operations, undocumented } = await run({
      judge: exchange => {
        asked.push(JSON.stringify(exchange));
        return referee.judge(exchange);
      },
    });
    expect(undocumented).toEqual([]);
    expect(operations).toEqual([
      {
        service: 'resourceManager',
        operationId: 'ConsumerGroups_CreateOrUpdate',
        method: 'PUT',
        path: route.path,
        document: groupDocumentPath,
        mutants: expect.any(Number),
        caught: expect.any(Number),
        invalidExamples: 0,
        survivors: [],
      },
    ]);
    const [{ mutants, caught }] = operations;
    expect(caught).toBe(mutants);
    // 5 in the path, api-version, body; 2 x 5 of the request's body (properties,
    // kind of both labels, text, number); 2 answers x (status, body);
    // 2 x 6 of the group that is answered, 2 x 2 of the error; the same of the
    // published answer (status, body).
    expect(mutants).toBe(5 + 1 + 1 + 10 + 4 + 12 + 4 + 2);
    expect(new Set(asked).size).toBeGreaterThan(mutants);
  });

  it('survive a referee that looks away, and are listed', async () => {
    const lax: Referee = {
      judge: async exchange => {
        const verdict = await referee.judge(exchange);
        const problems = verdict.problems.filter(
          ({ where, code, path }) =>
            !(
              where === 'response' &&
              code === 'OBJECT_MISSING_REQUIRED_PROPERTY' &&
              path?.endsWith('/createdAt')
            ) && code !== 'INVALID_RESPONSE_CODE',
        );
        return { ...verdict, valid: problems.length === 0, problems };
      },
    };
    const report = await run(lax);
    expect(report.operations[0].survivors).toEqual([
      'response 200: status 299 instead',
      'response 200: status 299 instead',
      'response 400: status 299 instead',
      'response 200: without /properties/createdAt',
    ]);
    const lines: string[] = [];
    printMutants(report, text => lines.push(text));
    expect(lines.join('\n')).toContain(
      'response 200: without /properties/createdAt',
    );
    expect(lines.at(-1)).toMatch(/^\nmutants: 4 of \d+ survive$/);
  });

  it('count as survivors where no valid exchange can be had', async () => {
    const report = await run({
      judge: async () => ({
        valid: false,
        problems: [{ where: 'request', code: 'NO', message: 'Never.' }],
      }),
    });
    expect(report.operations[0].caught).toBe(0);
    expect(report.operations[0].survivors).toContain(
      'not reached: response 200: /properties/createdAt: request NO Never.',
    );
  });

  it('tell of operations that no document describes', async () => {
    const { undocumented } = await runMutants({
      documents,
      routes: [{ ...route, operationId: 'ConsumerGroups_Vanish' }],
      referee,
      exchanges: [],
    });
    expect(undocumented).toEqual(['resourceManager ConsumerGroups_Vanish']);
  });
});
