import { Exchange } from 'azure-simulator';
import { DocumentFault, faultOf } from './documentFaults';
import { OavReferee } from './oav/OavReferee';
import { OpenApiReferee } from './openApi/OpenApiReferee';
import { Referee, Verdict } from './Referee';

/** Hosts that Microsoft publishes documents of. */
const documentedByMicrosoft: readonly Exchange['service'][] = [
  'resourceManager',
  'metrics',
  'keyVault',
  'logs',
];

/** How a composite referee is made up. */
export interface CompositeRefereeOptions {
  /** Absent where Microsoft's documents are. */
  microsoft?: OavReferee;
  own: OpenApiReferee;
  /** Known faults of documents, whose problems are left out. */
  faults: readonly DocumentFault[];
}

/**
 * Microsoft's documents where they have the operation, ours for the rest. What
 * neither has is invalid.
 */
export class CompositeReferee implements Referee {
  readonly #options: CompositeRefereeOptions;
  /** How often each known fault has excused a problem. */
  readonly excused = new Map<DocumentFault, number>();

  constructor(options: CompositeRefereeOptions) {
    this.#options = options;
  }

  /** Whether any document has the operation that an exchange uses. */
  knows(exchange: Pick<Exchange, 'service' | 'method' | 'url'>): boolean {
    const { microsoft, own } = this.#options;
    return Boolean(
      microsoft?.operationOf(exchange) ?? own.operationOf(exchange),
    );
  }

  /** Whether an exchange cannot be judged because Microsoft's documents are absent. */
  lacksDocuments(
    exchange: Pick<Exchange, 'service' | 'method' | 'url'>,
  ): boolean {
    return (
      this.#options.microsoft === undefined &&
      documentedByMicrosoft.includes(exchange.service) &&
      !this.knows(exchange)
    );
  }

  async judge(exchange: Exchange): Promise<Verdict> {
    const { microsoft, own, faults } = this.#options;
    const verdict = microsoft?.operationOf(exchange)
      ? await microsoft.judge(exchange)
      : await own.judge(exchange);
    const problems = verdict.problems.filter(problem => {
      const fault = faultOf(faults, verdict.document, problem, exchange.status);
      if (fault) {
        this.excused.set(fault, (this.excused.get(fault) ?? 0) + 1);
      }
      return !fault;
    });
    return { ...verdict, valid: problems.length === 0, problems };
  }
}
