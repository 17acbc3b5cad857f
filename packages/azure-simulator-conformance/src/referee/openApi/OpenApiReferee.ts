import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Exchange } from 'azure-simulator';
import { Problem, Referee, Verdict } from '../Referee';
import { misnamed } from '../misnamed';
import { requestTarget } from '../requestTarget';
import { judgeRequest } from './judgeRequest';
import { judgeResponse } from './judgeResponse';
import {
  OpenApiDocument,
  OpenApiOperation,
  Parameter,
  readOpenApiDocument,
} from './OpenApiDocument';
import { pathPattern } from './pathPattern';
import { Schemas } from './Schemas';

/** An operation with its place. */
export interface LocatedOperation {
  file: string;
  version: string;
  services: readonly Exchange['service'][];
  method: string;
  path: string;
  pattern: RegExp;
  /** Of the operation and of its path. */
  parameters: readonly Parameter[];
  operation: OpenApiOperation;
}

function locate(file: string, document: OpenApiDocument): LocatedOperation[] {
  return Object.entries(document.paths).flatMap(([path, item]) => {
    const { parameters: shared = [], ...operations } = item;
    return Object.entries(operations).map(([method, value]) => {
      const operation = value as OpenApiOperation;
      const parameters = [...shared, ...(operation.parameters ?? [])];
      return {
        file,
        version: document.info.version,
        services: document['x-services'],
        method: method.toUpperCase(),
        path,
        pattern: pathPattern(path, parameters),
        parameters,
        operation,
      };
    });
  });
}

/**
 * Holds exchanges against OpenAPI documents in our own words, for services of
 * which Microsoft publishes none here (Graph, login, Splunk, ...).
 */
export class OpenApiReferee implements Referee {
  /** Every operation of the documents. */
  readonly operations: readonly LocatedOperation[];
  readonly #schemas = new Schemas();

  /** @param folder - of the YAML documents */
  constructor(folder: string) {
    this.operations = readdirSync(folder)
      .filter(file => file.endsWith('.yaml'))
      .sort()
      .flatMap(file => {
        const document = readOpenApiDocument(join(folder, file));
        this.#schemas.add(file, document);
        return locate(file, document);
      });
    this.operations.forEach(({ operation, parameters }) => {
      const contents = [
        operation.requestBody,
        ...Object.values(operation.responses),
      ].flatMap(part => Object.values(part?.content ?? {}));
      [...parameters, ...contents].forEach(({ schema }) =>
        this.#schemas.compile(schema),
      );
    });
  }

  /** The documented operation of an exchange, if any. */
  operationOf(
    exchange: Pick<Exchange, 'service' | 'method' | 'url'>,
  ): LocatedOperation | undefined {
    const { path } = requestTarget(exchange.url);
    return this.operations.find(
      ({ services, method, pattern }) =>
        services.includes(exchange.service) &&
        method === exchange.method &&
        pattern.test(path),
    );
  }

  async judge(exchange: Exchange): Promise<Verdict> {
    const sentApiVersion = requestTarget(exchange.url).apiVersion;
    const located = this.operationOf(exchange);
    if (!located) {
      return {
        valid: false,
        sentApiVersion,
        problems: [
          {
            where: 'request',
            code: 'OPERATION_NOT_FOUND',
            message: `No document of ours has ${exchange.method} ${exchange.url} (${exchange.service}).`,
          },
        ],
      };
    }
    const problems: Problem[] = [
      ...misnamed(exchange, [located.operation.operationId]),
      ...judgeRequest(located, exchange, this.#schemas),
      ...judgeResponse(located.operation, exchange, this.#schemas),
    ];
    return {
      valid: problems.length === 0,
      document: located.file,
      operationId: located.operation.operationId,
      sentApiVersion,
      documentApiVersion: located.version,
      problems,
    };
  }
}
