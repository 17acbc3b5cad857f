import { ownDocuments } from '../createReferee';
import { OpenApiReferee } from './OpenApiReferee';

describe('our documents', () => {
  const { operations } = new OpenApiReferee(ownDocuments);

  it('say where each operation’s shapes come from', () => {
    expect(
      operations
        .filter(
          ({ operation }) => !/^https:\/\//.test(operation['x-source'] ?? ''),
        )
        .map(({ operation }) => operation.operationId),
    ).toEqual([]);
  });

  it('require every parameter of a path, and name no other', () => {
    const wrong = operations.filter(({ path, parameters }) => {
      const inTemplate = [...path.matchAll(/\{([^}]+)\}/g)].map(
        ([, name]) => name,
      );
      const required = parameters
        .filter(parameter => parameter.in === 'path' && parameter.required)
        .map(({ name }) => name);
      return inTemplate.sort().join() !== required.sort().join();
    });
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  it('use an operation’s id with the same methods at all of its paths', () => {
    const methods = new Map<string, Map<string, string[]>>();
    for (const { file, path, method, operation } of operations) {
      const key = `${file} ${operation.operationId}`;
      const paths = methods.get(key) ?? new Map<string, string[]>();
      paths.set(path, [...(paths.get(path) ?? []), method].sort());
      methods.set(key, paths);
    }
    expect(
      [...methods]
        .filter(
          ([, paths]) => new Set([...paths.values()].map(String)).size > 1,
        )
        .map(([key]) => key),
    ).toEqual([]);
  });
});
