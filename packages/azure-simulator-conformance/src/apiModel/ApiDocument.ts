import { dirname, relative, resolve } from 'node:path';
import $RefParser from '@apidevtools/json-schema-ref-parser';
import { parse } from 'yaml';
import { ApiOperation, Located } from './ApiOperation';
import { isObject, JsonObject, objectOf } from './json';
import { readOperations } from './readOperations';

/** The loader's own YAML has no merge keys (`<<`), which our documents use. */
const yamlWithMerges = {
  order: 1,
  canParse: ['.yaml'],
  parse: ({ data }: { data: unknown }) =>
    parse(String(data), { merge: true, maxAliasCount: -1 }),
};

type Refs = $RefParser['$refs'];

/** An OpenAPI document (Swagger 2.0 or OpenAPI 3) with all files that it refers to. */
export class ApiDocument {
  readonly #refs: Refs;
  /** Path, relative to the folder of documents. */
  readonly path: string;
  readonly #file: string;

  private constructor(path: string, file: string, refs: Refs) {
    this.path = path;
    this.#file = file;
    this.#refs = refs;
  }

  /**
   * Reads a document.
   * @param folder - folder of documents
   * @param path - of the document, relative to the folder
   */
  static async read(folder: string, path: string): Promise<ApiDocument> {
    const file = resolve(folder, path);
    const refs = await $RefParser.resolve(file, {
      resolve: { http: false },
      parse: { yaml: yamlWithMerges },
    });
    return new ApiDocument(relative(folder, file), file, refs);
  }

  /** The parsed text of a file. */
  #rootOf(file: string): JsonObject {
    return objectOf(objectOf(this.#refs.values('file'))[file]);
  }

  get root(): Located & { value: JsonObject } {
    return { file: this.#file, value: this.#rootOf(this.#file) };
  }

  /** Follows `$ref`s until a value that is none; the same one for the same place. */
  resolve(located: Located): Located {
    let current = located;
    while (isObject(current.value) && typeof current.value.$ref === 'string') {
      const [path, pointer = ''] = current.value.$ref.split('#', 2);
      const file = path
        ? resolve(dirname(current.file), decodeURIComponent(path))
        : current.file;
      const value = pointer
        .split('/')
        .slice(1)
        .map(part =>
          decodeURIComponent(part).replace(/~1/g, '/').replace(/~0/g, '~'),
        )
        .reduce<unknown>(
          (found, part) => objectOf(found)[part],
          this.#rootOf(file),
        );
      if (value === undefined) {
        throw new Error(
          `${current.file} refers to ${current.value.$ref}, where nothing is.`,
        );
      }
      current = { file, value };
    }
    return current;
  }

  /** The schemas by name of a file (`definitions`, or `components.schemas` in OpenAPI 3). */
  definitions(file: string): Record<string, Located> {
    const root = this.#rootOf(file);
    const definitions = objectOf(
      root.definitions ?? objectOf(root.components).schemas,
    );
    return Object.fromEntries(
      Object.entries(definitions).map(([name, value]) => [
        name,
        { file, value },
      ]),
    );
  }

  /** Every file of the document, itself first. */
  files(): string[] {
    return this.#refs.paths('file');
  }

  operations(): ApiOperation[] {
    return readOperations(this);
  }
}
