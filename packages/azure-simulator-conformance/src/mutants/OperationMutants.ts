import { Exchange } from 'azure-simulator';
import { Located } from '../apiModel/ApiOperation';
import { Side } from '../apiModel/isExpected';
import { Referee, Verdict } from '../referee/Referee';
import { MutantOperation } from './MutantOperation';
import { Mutant } from './Mutant';
import { mutateProperty } from './mutateBody';
import { mutateRequest } from './mutateRequest';
import { mutateAnswer } from './mutateStatus';
import { publishedExchanges } from './publishedExchanges';
import { Occurrence, SchemaPath } from './Requirement';
import {
  statusOf,
  synthesizeRequest,
  withAnswer,
  withRequestBody,
} from './synthesizeExchange';
import { requiredOccurrences, requiredPaths } from './walkSchema';

/** Where no valid exchange holds what should be mutated. */
export interface Unreached {
  description: string;
  reason: string;
}

/** Problems that are told of a refused exchange. */
const mostProblems = 3;

function reasonOf(verdict: Verdict): string {
  return verdict.problems
    .slice(0, mostProblems)
    .map(({ where, path, code, message }) =>
      [where, path, code, message].filter(Boolean).join(' '),
    )
    .join('; ');
}

/**
 * Generates the mutants of one operation: from valid exchanges that were seen
 * where they hold a requirement, from ones that its document describes where not.
 */
export class OperationMutants {
  readonly mutants: Mutant[] = [];
  readonly unreached: Unreached[] = [];
  /** Published answers that the referee does not accept, and that no mutant is made of. */
  invalidExamples = 0;
  readonly #entry: MutantOperation;
  readonly #referee: Referee;
  /** Valid exchanges, those that were seen first. */
  readonly #bases: Exchange[];

  /** @param seen - valid exchanges of the operation */
  constructor(
    entry: MutantOperation,
    referee: Referee,
    seen: readonly Exchange[],
  ) {
    this.#entry = entry;
    this.#referee = referee;
    this.#bases = [...seen];
  }

  async generate(): Promise<void> {
    const { document, operation } = this.#entry;
    for (const exchange of publishedExchanges(this.#entry)) {
      // What is published is not always valid by its own document.
      if ((await this.#keep(() => exchange)) === undefined) {
        this.mutants.push(...mutateAnswer(operation, exchange));
      } else {
        this.invalidExamples += 1;
      }
    }
    // HTTP gives an answer to HEAD no body, whatever its document says.
    const names = Object.keys(operation.responses).filter(
      name => operation.method !== 'HEAD' || !operation.responses[name].schema,
    );
    for (const name of names) {
      await this.#answer(name);
    }
    const [first] = this.#bases;
    if (first) {
      this.mutants.push(...mutateRequest(document, operation, first));
    }
    const { requestBody } = operation;
    if (requestBody) {
      await this.#properties(
        'request',
        requestBody.schema,
        () => this.#bases,
        (exchange, target) =>
          withRequestBody(this.#entry, exchange, requestBody.schema, target),
      );
    }
    for (const name of names) {
      const { schema } = operation.responses[name];
      if (schema) {
        await this.#properties(
          'response',
          schema,
          () => this.#answered(name),
          (exchange, target) =>
            withAnswer(this.#entry, exchange, name, { target }),
          name,
        );
      }
    }
  }

  /** Valid exchanges with a documented answer. */
  #answered(name: string): Exchange[] {
    const { responses } = this.#entry.operation;
    return this.#bases.filter(({ status }) =>
      name === 'default'
        ? status >= 400 && !(String(status) in responses)
        : status === Number(name),
    );
  }

  /** Keeps an exchange if it is valid; else tells why not. */
  async #keep(make: () => Exchange): Promise<string | undefined> {
    let exchange: Exchange;
    try {
      exchange = make();
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
    const verdict = await this.#referee.judge(exchange);
    if (verdict.valid) {
      this.#bases.push(exchange);
      return undefined;
    }
    return reasonOf(verdict);
  }

  /** The mutants of a documented answer as a whole. */
  async #answer(name: string): Promise<void> {
    const { operation } = this.#entry;
    let reason: string | undefined;
    if (this.#answered(name).length === 0) {
      reason = await this.#keepFirst(
        this.#requests().map(
          request => () =>
            withAnswer(this.#entry, request(), name, { target: '' }),
        ),
      );
    }
    const [exchange] = this.#answered(name);
    if (exchange) {
      this.mutants.push(...mutateAnswer(operation, exchange));
    } else {
      this.unreached.push({
        description: `response ${name} (${statusOf(name)})`,
        reason: reason ?? 'no exchange has it',
      });
    }
  }

  /** Keeps the first of some exchanges that is valid; else tells why the last is not. */
  async #keepFirst(
    makers: readonly (() => Exchange)[],
  ): Promise<string | undefined> {
    let reason: string | undefined;
    for (const make of makers) {
      reason = await this.#keep(make);
      if (reason === undefined) {
        return undefined;
      }
    }
    return reason;
  }

  /**
   * Requests to put an answer to: of a valid exchange, and of the document
   * alone, which asks for nothing special such as a selection of properties.
   */
  #requests(bases: readonly Exchange[] = this.#bases): (() => Exchange)[] {
    return [
      ...bases.slice(0, 1).map(base => () => base),
      () => synthesizeRequest(this.#entry),
    ];
  }

  /** The mutants of the required properties of a body. */
  async #properties(
    side: Side,
    schema: Located,
    bases: () => Exchange[],
    make: (exchange: Exchange, target: SchemaPath) => Exchange,
    name?: string,
  ): Promise<void> {
    const { document } = this.#entry;
    const walk = { document, side };
    const bodyOf = (exchange: Exchange) =>
      side === 'request' ? exchange.requestBody : exchange.responseBody;
    const known = new Map<Exchange, Map<SchemaPath, Occurrence[]>>();
    const find = (path: SchemaPath) => {
      for (const exchange of bases()) {
        const occurrences =
          known.get(exchange) ??
          requiredOccurrences(walk, schema, bodyOf(exchange));
        known.set(exchange, occurrences);
        const occurrence = occurrences.get(path)?.[0];
        if (occurrence) {
          return { exchange, occurrence };
        }
      }
      return undefined;
    };
    for (const path of new Set(requiredPaths(walk, schema))) {
      let reason: string | undefined;
      if (!find(path)) {
        reason = await this.#keepFirst(
          this.#requests(bases()).map(request => () => make(request(), path)),
        );
      }
      const found = find(path);
      if (found) {
        this.mutants.push(
          ...mutateProperty(found.exchange, side, path, found.occurrence),
        );
      } else {
        this.unreached.push({
          description: `${side}${name ? ` ${name}` : ''}: ${path}`,
          reason: reason ?? 'no exchange holds it',
        });
      }
    }
  }
}
