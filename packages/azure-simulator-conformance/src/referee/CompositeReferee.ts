import { Exchange } from 'azure-simulator';
import { OavReferee } from './oav/OavReferee';
import { OpenApiReferee } from './openApi/OpenApiReferee';
import { Referee, Verdict } from './Referee';

/**
 * Microsoft's documents where they have the operation, ours for the rest. What
 * neither has is invalid.
 */
export class CompositeReferee implements Referee {
  readonly #microsoft: OavReferee | undefined;
  readonly #own: OpenApiReferee;

  /** @param microsoft - absent where Microsoft's documents are */
  constructor(microsoft: OavReferee | undefined, own: OpenApiReferee) {
    this.#microsoft = microsoft;
    this.#own = own;
  }

  /** Whether any document has the operation that an exchange uses. */
  knows(exchange: Pick<Exchange, 'service' | 'method' | 'url'>): boolean {
    return Boolean(
      this.#microsoft?.operationOf(exchange) ?? this.#own.operationOf(exchange),
    );
  }

  judge(exchange: Exchange): Promise<Verdict> {
    return this.#microsoft?.operationOf(exchange)
      ? this.#microsoft.judge(exchange)
      : this.#own.judge(exchange);
  }
}
