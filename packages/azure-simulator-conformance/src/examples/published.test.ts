import {
  describeWithDocuments,
  specifications,
} from '../__testUtils__/specifications';
import { createReferee } from '../referee/createReferee';
import { documentDefects } from './documentDefects';
import { ExampleReport } from './ExampleReport';
import { outOfScope } from './outOfScope';
import { replayExamples } from './replayExamples';

// Nearly two hundred requests, each to a cloud of its own.
jest.setTimeout(120_000);

describeWithDocuments('the examples that Microsoft publishes', () => {
  let report: ExampleReport;

  beforeAll(async () => {
    report = await replayExamples({
      specifications,
      referee: createReferee(specifications),
    });
  });

  it('are all answered as they say', () => {
    expect(report.operations.flatMap(({ problems }) => problems)).toEqual([]);
    const replayed = report.operations.map(operation => operation.replayed);
    expect(replayed.reduce((sum, count) => sum + count)).toBeGreaterThan(150);
  });

  it('need every entry of the list of those that are not replayed', () => {
    expect(
      report.outOfScope.map(({ operationId, example }) => ({
        operationId,
        example,
      })),
    ).toEqual(
      outOfScope.map(({ operationId, example }) => ({ operationId, example })),
    );
  });

  it('need every entry of the list of their documents’ defects', () => {
    expect(new Set(report.setAside.map(({ reason }) => reason))).toEqual(
      new Set(documentDefects.map(({ reason }) => reason)),
    );
  });
});
