import {
  createGroupExample,
  groupDocument,
  groupDocumentPath,
} from '../__testUtils__/groupDocument';
import { writeDocuments } from '../__testUtils__/writeDocuments';
import { ApiDocument } from './ApiDocument';
import { withoutReadOnly } from './withoutReadOnly';

describe('what a caller may set', () => {
  const folder = writeDocuments({
    [groupDocumentPath]: groupDocument,
    [groupDocumentPath.replace('groups.json', 'examples/Create.json')]:
      createGroupExample,
  });

  it('is what is not read-only, at any depth, and what no document knows', async () => {
    const document = await ApiDocument.read(folder, groupDocumentPath);
    const schema = document.definitions(document.root.file).Group;
    expect(
      withoutReadOnly(document, schema, {
        id: 'i',
        location: 'eastus',
        unknown: true,
        properties: {
          createdAt: '2026-11-24T08:00:00Z',
          userMetadata: 'm',
          labels: [{ kind: 'Text', text: 't' }],
        },
      }),
    ).toEqual({
      location: 'eastus',
      unknown: true,
      properties: { userMetadata: 'm', labels: [{ kind: 'Text', text: 't' }] },
    });
  });
});
