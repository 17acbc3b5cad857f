import { join } from 'node:path';
import {
  LiveRequest,
  LiveResponse,
  LiveValidationResult,
  LiveValidator,
  parseValidationRequest,
} from 'oav';
import { DocumentedOperation } from './DocumentIndex';

/** oav's name for paths that name no resource provider. */
const noProvider = 'microsoft.unknown';

type LowerCaseMethod = Lowercase<DocumentedOperation['method']>;

/** oav's answer to one exchange. */
export interface DocumentVerdict {
  request: LiveValidationResult;
  response: LiveValidationResult;
  /** Whether the document calls the operation long-running. */
  longRunning: boolean;
}

/**
 * oav's LiveValidator over one document. One document each, since with several
 * oav refuses what two of them describe alike.
 */
export class DocumentValidator {
  readonly #validator: LiveValidator;
  #ready: Promise<void> | undefined;

  /**
   * @param root - folder `specification`
   * @param file - relative to it
   */
  constructor(root: string, file: string) {
    this.#validator = new LiveValidator(
      {
        fileRoot: root,
        directory: root,
        swaggerPaths: [join(root, file)],
        git: { shouldClone: false },
        loadValidatorInBackground: false,
        // Adds to the schemas what Resource Manager's contract asks of all
        // resources and long-running operations.
        isArmCall: file.includes('/resource-manager/'),
      },
      // Without a function of ours oav writes log files into the home folder.
      () => {},
    );
  }

  async judge(
    operation: DocumentedOperation,
    live: { liveRequest: LiveRequest; liveResponse: LiveResponse },
  ): Promise<DocumentVerdict> {
    this.#ready ??= this.#validator.initialize();
    await this.#ready;
    const { liveRequest, liveResponse } = live;
    const validationRequest = parseValidationRequest(
      liveRequest.url,
      liveRequest.method,
      '',
      '',
    );
    // oav's own search does not choose between `/secrets/{name}/versions` and
    // `/secrets/{name}/{version}`; which one it is was decided before.
    const operationMatch = this.#operationMatch(
      operation,
      validationRequest.pathStr ?? '',
      validationRequest.host ?? '',
    );
    const context = {
      apiVersion: operation.version,
      operationId: operation.operationId,
      operationMatch,
      validationRequest,
    };
    return {
      request: await this.#validator.validateLiveRequest(
        liveRequest,
        { includeOperationMatch: true },
        context,
      ),
      response: await this.#validator.validateLiveResponse(
        liveResponse,
        liveRequest,
        { includeOperationMatch: true },
        context,
      ),
      longRunning:
        operationMatch.operation['x-ms-long-running-operation'] === true,
    };
  }

  #operationMatch(
    { operationId, method, provider, version }: DocumentedOperation,
    path: string,
    host: string,
  ) {
    const operation = this.#validator.operationSearcher.cache
      .get(provider ?? noProvider)
      ?.get(version.toLowerCase())
      ?.get(method.toLowerCase() as LowerCaseMethod)
      ?.find(candidate => candidate.operationId === operationId);
    if (!operation) {
      throw new Error(`oav did not load the operation ${operationId}.`);
    }
    const pathRegex = operation._path._pathRegex;
    const pathMatch = pathRegex.exec(
      pathRegex._hostTemplate ? host + path : path,
    );
    if (!pathMatch) {
      throw new Error(`oav does not find ${operationId} at ${path}.`);
    }
    return { operation, pathRegex, pathMatch };
  }
}
