import { dirname, relative, resolve } from 'node:path';
import $RefParser from '@apidevtools/json-schema-ref-parser';
import { ApiOperation, Located } from './ApiOperation';
import { isObject, JsonObject, objectOf } from './json';
import { readOperations } from './readOperations';

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
    const refs = await $RefParser.resolve(file, { resolve: { http: false } });
    return new ApiDocument(relative(folder, file), file, refs);
  }

  get root(): Located & { value: JsonObject } {
    return {
      file: this.#file,
      value: objectOf(this.#refs.get(`${this.#file}#`)),
    };
  }

  /** Follows `$ref`s until a value that is none. */
  resolve(located: Located): Located {
    let current = located;
    while (isObject(current.value) && typeof current.value.$ref === 'string') {
      const [path, pointer = ''] = current.value.$ref.split('#', 2);
      const file = path
        ? resolve(dirname(current.file), decodeURIComponent(path))
        : current.file;
      current = { file, value: this.#refs.get(`${file}#${pointer}`) };
    }
    return current;
  }

  /** The schemas by name of a file (`definitions`, or `components.schemas` in OpenAPI 3). */
  definitions(file: string): Record<string, Located> {
    const root = objectOf(this.#refs.get(`${file}#`));
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
