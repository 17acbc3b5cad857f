import {
  createGroupExample,
  groupDocument,
  groupDocumentPath,
} from '../__testUtils__/groupDocument';
import { writeDocuments } from '../__testUtils__/writeDocuments';
import { ApiDocument } from '../apiModel/ApiDocument';
import { requiredOccurrences, requiredPaths } from './walkSchema';

describe('required properties', () => {
  const folder = writeDocuments({
    [groupDocumentPath]: groupDocument,
    [groupDocumentPath.replace('groups.json', 'examples/Create.json')]:
      createGroupExample,
  });
  let document: ApiDocument;

  beforeAll(async () => {
    document = await ApiDocument.read(folder, groupDocumentPath);
  });

  const schemaOf = (name: string) =>
    document.definitions(document.root.file)[name];

  it('are found through arrays and subtypes, and not in requests when read-only', () => {
    const labels = [
      '/properties/labels[]<Text>/kind',
      '/properties/labels[]<Text>/text',
      '/properties/labels[]<Number>/kind',
      '/properties/labels[]<Number>/number',
    ];
    expect(
      requiredPaths({ document, side: 'request' }, schemaOf('Group')),
    ).toEqual(['/properties', ...labels]);
    expect(
      requiredPaths({ document, side: 'response' }, schemaOf('Group')),
    ).toEqual(['/properties', '/properties/createdAt', ...labels]);
  });

  it('are entered once where a schema is inside of itself', () => {
    expect(
      requiredPaths({ document, side: 'response' }, schemaOf('Error')),
    ).toEqual(['/error', '/error/code']);
  });

  it('are found in a value by their paths', () => {
    const found = requiredOccurrences(
      { document, side: 'response' },
      schemaOf('Group'),
      {
        properties: {
          labels: [
            { kind: 'Number', number: 1 },
            { kind: 'Text', text: 'x' },
          ],
        },
      },
    );
    expect([...found.keys()]).toEqual([
      '/properties',
      '/properties/labels[]<Number>/kind',
      '/properties/labels[]<Number>/number',
      '/properties/labels[]<Text>/kind',
      '/properties/labels[]<Text>/text',
    ]);
    expect(found.get('/properties/labels[]<Text>/text')).toEqual([
      { pointer: ['properties', 'labels', 1, 'text'], types: ['string'] },
    ]);
  });
});
