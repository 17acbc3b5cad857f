import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

/** A parameter of a Swagger 2.0 document, or a reference to one. */
export interface SwaggerParameter {
  name?: string;
  in?: string;
  $ref?: string;
}

/** Finds what references of documents point at, in whatever file it is. */
export class ParameterPlaces {
  readonly #root: string;
  readonly #documents = new Map<string, unknown>();

  /** @param root - folder of the documents */
  constructor(root: string) {
    this.#root = root;
  }

  /**
   * The parameter itself.
   *
   * @param file - the document that holds it, relative to the root
   * @throws Error when a reference leads nowhere
   */
  resolve(file: string, parameter: SwaggerParameter): SwaggerParameter {
    const { $ref } = parameter;
    if ($ref === undefined) {
      return parameter;
    }
    const [path, pointer = ''] = $ref.split('#');
    const target = path ? normalize(join(dirname(file), path)) : file;
    const found = pointer
      .split('/')
      .slice(1)
      .reduce<unknown>(
        (value, name) =>
          (value as Record<string, unknown> | undefined)?.[
            name.replace(/~1/g, '/').replace(/~0/g, '~')
          ],
        this.#read(target),
      );
    if (typeof found !== 'object' || found === null) {
      throw new Error(`${file}: the reference ${$ref} leads nowhere.`);
    }
    return this.resolve(target, found);
  }

  #read(file: string): unknown {
    const known = this.#documents.get(file);
    if (known) {
      return known;
    }
    const text = readFileSync(join(this.#root, file), 'utf8');
    const read: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    this.#documents.set(file, read);
    return read;
  }
}
