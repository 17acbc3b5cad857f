import { DocumentedOperation } from './DocumentIndex';
import { findOperation } from './findOperation';
import { readDocumentIndex } from './DocumentIndex';
import {
  describeWithDocuments,
  specifications,
} from '../../__testUtils__/specifications';

const workspace =
  '/subscriptions/1/resourceGroups/rg/providers/Microsoft.OperationalInsights/workspaces/law';

describeWithDocuments('the document that judges a request', () => {
  const index: DocumentedOperation[] = readDocumentIndex(specifications);
  const versionOf = (path: string, apiVersion: string) => {
    const found = findOperation(index, { method: 'GET', path, apiVersion });
    return found && `${found.version} ${found.operationId}`;
  };

  it.each([
    [
      'the version that was sent',
      `${workspace}/tables/SecurityIncident`,
      '2020-08-01',
      '2020-08-01 Tables_Get',
    ],
    [
      'the newest stable version of the resource type',
      `${workspace}/tables/SecurityIncident`,
      '2025-07-01',
      '2022-10-01 Tables_Get',
    ],
    [
      'the pinned preview, for data connectors',
      `${workspace}/providers/Microsoft.SecurityInsights/dataConnectors`,
      '2025-09-01',
      '2024-01-01-preview DataConnectors_List',
    ],
    [
      'the path that says most of itself',
      '/subscriptions/1/resourceGroups/rg/providers/Microsoft.EventHub/namespaces/evhns/providers/Microsoft.Authorization/roleAssignments',
      '2022-04-01',
      '2022-04-01 RoleAssignments_ListForResource',
    ],
    [
      'the generic path, when the provider itself is asked for',
      '/subscriptions/1/providers/Microsoft.EventHub',
      '2025-04-01',
      '2024-07-01 Providers_Get',
    ],
    [
      'none, when only a path that fits every resource fits',
      '/subscriptions/1/resourceGroups/rg/providers/Microsoft.EventHub/unheardOf/x',
      '2026-01-01',
      undefined,
    ],
  ])('is %s', (_, path, apiVersion, expected) => {
    expect(versionOf(path, apiVersion)).toBe(expected);
  });
});
