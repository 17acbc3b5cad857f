import { existsSync } from 'node:fs';
import { LiveValidationResult } from 'oav';
import { Exchange } from 'azure-simulator';
import { misnamed } from '../misnamed';
import { Problem, Referee, Verdict } from '../Referee';
import { requestTarget } from '../requestTarget';
import { documentedUrl } from './documentedUrl';
import { DocumentedOperation, readDocumentIndex } from './DocumentIndex';
import { DocumentValidator } from './DocumentValidator';
import { findOperation } from './findOperation';
import { judgePollUrl } from './judgePollUrl';
import { liveRequestResponse } from './liveRequestResponse';
import { strictProblems } from './strictness';

/** Which documents hold for a simulated host. */
const documentsOf: Partial<
  Record<
    Exchange['service'],
    Partial<Pick<DocumentedOperation, 'service' | 'plane'>>
  >
> = {
  resourceManager: { plane: 'resource-manager' },
  metrics: { plane: 'data-plane', service: 'monitor' },
  keyVault: { plane: 'data-plane', service: 'keyvault' },
  logs: { plane: 'data-plane', service: 'operationalinsights' },
};

function problemsOf(
  where: Problem['where'],
  result: LiveValidationResult,
): Problem[] {
  const issues = result.errors.map(issue => ({
    where,
    code: issue.code,
    message: issue.message,
    path: issue.pathsInPayload[0] || issue.jsonPathsInPayload[0] || undefined,
  }));
  // What oav could not judge is no pass.
  return result.runtimeException
    ? [
        ...issues,
        {
          where,
          code: result.runtimeException.code,
          message: result.runtimeException.message,
        },
      ]
    : issues;
}

/**
 * Holds exchanges against Microsoft's OpenAPI documents with oav, Microsoft's
 * own validator of live traffic (https://github.com/Azure/oav).
 */
export class OavReferee implements Referee {
  readonly #root: string;
  readonly #index: readonly DocumentedOperation[];
  readonly #validators = new Map<string, DocumentValidator>();

  /** @param root - folder `specification` of azure-rest-api-specs */
  constructor(root: string) {
    if (!existsSync(root)) {
      throw new Error(
        `No folder ${root}: put Microsoft's OpenAPI documents (azure-rest-api-specs) there.`,
      );
    }
    this.#root = root;
    this.#index = readDocumentIndex(root);
  }

  /** The document's operation that an exchange is held against, if any. */
  operationOf(
    exchange: Pick<Exchange, 'service' | 'method' | 'url'>,
  ): DocumentedOperation | undefined {
    const wanted = documentsOf[exchange.service];
    if (!wanted) {
      return undefined;
    }
    const target = requestTarget(documentedUrl(exchange));
    return findOperation(
      this.#index.filter(
        ({ plane, service }) =>
          plane === wanted.plane && service === (wanted.service ?? service),
      ),
      { method: exchange.method, ...target },
    );
  }

  async judge(exchange: Exchange): Promise<Verdict> {
    const sentApiVersion = requestTarget(exchange.url).apiVersion;
    const operation = this.operationOf(exchange);
    if (!operation) {
      return {
        valid: false,
        sentApiVersion,
        problems: [
          {
            where: 'request',
            code: 'OPERATION_NOT_FOUND',
            message: `No document of Microsoft has ${exchange.method} ${exchange.url}.`,
          },
        ],
      };
    }
    const verdict = await this.#validatorOf(operation.file).judge(
      operation,
      liveRequestResponse(exchange, operation),
    );
    const pollUrl = verdict.longRunning && judgePollUrl(exchange);
    const problems = [
      ...misnamed(exchange, this.#namesAlong(exchange, operation)),
      ...strictProblems(exchange, operation),
      ...problemsOf('request', verdict.request),
      ...problemsOf('response', verdict.response).filter(
        ({ code }) => code !== 'LRO_RESPONSE_HEADER',
      ),
      ...(pollUrl ? [pollUrl] : []),
    ];
    return {
      valid: problems.length === 0,
      document: operation.file,
      operationId: operation.operationId,
      sentApiVersion,
      documentApiVersion: operation.version,
      problems,
    };
  }

  /** Scopes fit several paths of one document, each with an operation of its own. */
  #namesAlong(exchange: Exchange, { file }: DocumentedOperation): string[] {
    const { path } = requestTarget(documentedUrl(exchange));
    return this.#index
      .filter(
        operation =>
          operation.file === file &&
          operation.method === exchange.method &&
          operation.pattern.test(path),
      )
      .map(({ operationId }) => operationId);
  }

  #validatorOf(file: string): DocumentValidator {
    const known = this.#validators.get(file);
    if (known) {
      return known;
    }
    const made = new DocumentValidator(this.#root, file);
    this.#validators.set(file, made);
    return made;
  }
}
