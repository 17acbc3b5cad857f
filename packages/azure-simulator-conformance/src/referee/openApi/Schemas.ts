import Ajv2020, { ErrorObject, ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { Problem } from '../Referee';
import { OpenApiDocument, Schema } from './OpenApiDocument';

/** ajv's keyword in oav's word, so that both referees' problems read alike. */
const codes: Record<string, string> = {
  type: 'INVALID_TYPE',
  required: 'OBJECT_MISSING_REQUIRED_PROPERTY',
  additionalProperties: 'OBJECT_ADDITIONAL_PROPERTIES',
  unevaluatedProperties: 'OBJECT_ADDITIONAL_PROPERTIES',
  enum: 'ENUM_MISMATCH',
  const: 'ENUM_MISMATCH',
  format: 'INVALID_FORMAT',
  pattern: 'PATTERN',
};

/** The schemas of our documents, compiled when first asked for. */
export class Schemas {
  readonly #ajv: Ajv2020;
  readonly #compiled = new Map<Schema, ValidateFunction>();

  constructor() {
    // Strict: a misspelt keyword in a document must not pass for a check.
    this.#ajv = new Ajv2020({
      allErrors: true,
      strict: true,
      strictRequired: false,
      strictTypes: false,
      allowUnionTypes: true,
      verbose: true,
    });
    addFormats(this.#ajv);
    // A document's schemas lie under these in the schema that holds them all.
    this.#ajv.addVocabulary(['components', 'schemas']);
  }

  /** Makes a document's `components.schemas` known under its file's name. */
  add(file: string, document: OpenApiDocument): void {
    this.#ajv.addSchema(
      { $id: file, components: { schemas: document.components?.schemas } },
      file,
    );
  }

  /** Compiles a schema, so that a mistake in a document shows before it is used. */
  compile(schema: Schema): void {
    this.#validatorOf(schema);
  }

  /**
   * Holds a value against a schema.
   * @param at - prefix of the problems' paths
   */
  check(
    schema: Schema,
    value: unknown,
    at: { where: Problem['where']; path: string },
  ): Problem[] {
    const validate = this.#validatorOf(schema);
    return validate(value)
      ? []
      : (validate.errors ?? []).map(error => ({
          where: at.where,
          code: codes[error.keyword] ?? error.keyword.toUpperCase(),
          message: messageOf(error),
          path: at.path + error.instancePath,
        }));
  }

  #validatorOf(schema: Schema): ValidateFunction {
    const known = this.#compiled.get(schema);
    if (known) {
      return known;
    }
    const made = this.#ajv.compile(schema);
    this.#compiled.set(schema, made);
    return made;
  }
}

function messageOf({ message, params, data, keyword }: ErrorObject): string {
  const details = Object.values(params)
    .filter(value => value !== undefined)
    .map(value => JSON.stringify(value))
    .join(', ');
  const value = ['required', 'additionalProperties'].includes(keyword)
    ? ''
    : `, is ${JSON.stringify(data)?.slice(0, 120)}`;
  return `${message ?? keyword} (${details})${value}`;
}
