import { describeOperations } from '../http/describeOperations';
import { listServices } from './listServices';
import { code, markdownTable, unformatted } from './markdownTable';

/** How services are called in the table. */
const titles: Record<string, string> = {
  login: 'login',
  resourceManager: 'Resource Manager',
  graph: 'Microsoft Graph',
  keyVault: 'Key Vault',
  logs: 'Log Analytics',
  metrics: 'metrics',
  splunkManagement: 'Splunk, management port',
  splunkSearch: 'Splunk, search head',
};

/** Up to three versions by name, more as a range. */
function versionsOf(versions: readonly string[]): string {
  const sorted = [...versions].sort();
  return sorted.length > 3
    ? `${code(sorted[0])} to ${code(sorted[sorted.length - 1])}, ${
        sorted.length
      } of them`
    : sorted.map(code).join(', ');
}

/** The table of all operations that the simulator offers. */
export function operationsTable(): string {
  const operations = describeOperations(listServices());
  return unformatted(
    markdownTable(
      ['service', 'operation', 'method and path', 'api-versions', 'right'],
      operations.map(operation => [
        titles[operation.service] ?? operation.service,
        code(operation.operationId),
        code(`${operation.method} ${operation.path}`),
        versionsOf(operation.apiVersions),
        operation.action ? code(operation.action) : '',
      ]),
    ),
  );
}
