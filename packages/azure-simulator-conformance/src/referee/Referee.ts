import { Exchange } from 'azure-simulator';

/** One way in which an exchange differs from its document. */
export interface Problem {
  where: 'request' | 'response';
  /**
   * What kind of difference, in oav's words where oav found it, e.g.
   * `INVALID_TYPE`, `OBJECT_MISSING_REQUIRED_PROPERTY`, `INVALID_RESPONSE_CODE`.
   */
  code: string;
  /** One sentence that names the value. */
  message: string;
  /**
   * Where in the request or answer: a JSON pointer into the body
   * (`/properties/sku`), `query/<name>`, `header/<name>` or `path/<name>`.
   */
  path?: string;
}

/** What a referee says of one exchange. */
export interface Verdict {
  /** No problems. */
  valid: boolean;
  /**
   * File that judged, relative to the folder of its documents; absent when no
   * document has the operation.
   */
  document?: string;
  /** Of the operation in the document. */
  operationId?: string;
  /** `api-version` of the client's request. */
  sentApiVersion?: string;
  /** `api-version` of the document that judged. */
  documentApiVersion?: string;
  problems: Problem[];
}

/** Holds an exchange against published or written documents of an API. */
export interface Referee {
  judge(exchange: Exchange): Promise<Verdict>;
}
