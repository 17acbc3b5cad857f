import { HttpMethod } from './HttpMethod';

/** A value of a document with the file it stands in: a `$ref` below it is relative to that file. */
export interface Located {
  /** Absolute path. */
  file: string;
  value: unknown;
}

/** A parameter of an operation other than its body. */
export interface ApiParameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required: boolean;
  /** In a path: takes several segments, such as a whole resource id. */
  severalSegments: boolean;
  /** The parameter itself in Swagger 2.0, its `schema` in OpenAPI 3. */
  schema: Located;
}

/** The body that an operation takes. */
export interface ApiRequestBody {
  /** Name of the body parameter in Swagger 2.0: the examples use it. */
  name: string;
  required: boolean;
  schema: Located;
}

/** An answer that a document gives for a status. */
export interface ApiResponse {
  /** Absent when the answer has no body. */
  schema?: Located;
  /** Headers that the answer always has, lower-cased; Swagger 2.0 knows none. */
  requiredHeaders: { name: string; schema: Located }[];
}

/** A published example of an operation. */
export interface ApiExample {
  name: string;
  /** By the parameters' names; the body is one of them. */
  parameters: Record<string, unknown>;
  /** By status. */
  responses: Record<
    string,
    { body?: unknown; headers?: Record<string, string> }
  >;
}

/** An operation as an OpenAPI document describes it. */
export interface ApiOperation {
  /** Path of the document, relative to the folder of documents. */
  document: string;
  documentApiVersion: string;
  operationId: string;
  method: HttpMethod;
  /** Path template, with the document's `basePath`. */
  path: string;
  parameters: ApiParameter[];
  requestBody?: ApiRequestBody;
  /** Media types of a request body. */
  consumes: string[];
  /** Whether Azure may go on working after its answer. */
  longRunning: boolean;
  /** By status or `default`. */
  responses: Record<string, ApiResponse>;
  examples: ApiExample[];
}
