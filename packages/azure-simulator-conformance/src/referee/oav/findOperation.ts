import { Exchange } from 'azure-simulator';
import { DocumentedOperation, providerOf } from './DocumentIndex';

/**
 * Resource types whose document is not the newest stable one.
 * The data connector of kind `IOT` is in preview versions alone.
 */
const pinnedVersions: readonly { path: RegExp; version: string }[] = [
  {
    path: /\/providers\/Microsoft\.SecurityInsights\/dataConnectors(\/|$)/i,
    version: '2024-01-01-preview',
  },
];

/** Stable before preview, newest before older, and what says most of its path first. */
function byRank(a: DocumentedOperation, b: DocumentedOperation): number {
  const parameters = ({ path }: DocumentedOperation) =>
    path.split('{').length + (path.startsWith('/{') ? 100 : 0);
  return (
    Number(a.preview) - Number(b.preview) ||
    b.version.localeCompare(a.version) ||
    parameters(a) - parameters(b)
  );
}

/**
 * The document that judges a request: the one of the `api-version` that was
 * sent, else the pinned one, else the newest stable one, else the newest.
 * @param path - decoded, with one leading slash
 */
export function findOperation(
  index: readonly DocumentedOperation[],
  request: { method: Exchange['method']; path: string; apiVersion?: string },
): DocumentedOperation | undefined {
  const provider = providerOf(request.path);
  const candidates = index
    .filter(
      operation =>
        operation.method === request.method &&
        operation.pattern.test(request.path) &&
        // `/{resourceId}` and paths that leave the resource type open fit every
        // resource and say nothing of its shape: they judge none.
        !/^\/\{[^/]*$/.test(operation.path) &&
        (operation.provider === provider ||
          (operation.provider === undefined &&
            !operation.path.includes('{resourceType}'))),
    )
    .sort(byRank);
  const pin = pinnedVersions.find(({ path }) => path.test(request.path));
  const version =
    candidates.find(({ version: known }) => known === request.apiVersion)
      ?.version ??
    candidates.find(({ version: known }) => known === pin?.version)?.version ??
    candidates[0]?.version;
  return candidates.find(candidate => candidate.version === version);
}
