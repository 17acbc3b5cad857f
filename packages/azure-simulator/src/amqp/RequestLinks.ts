import rhea, { Message, Receiver, Sender } from 'rhea';
import { ServiceError } from '../http/ServiceError';
import { amqpErrors } from './amqpErrors';
import { describeRefusal } from './amqpRefusal';
import { Broker } from './Broker';
import { Claim } from './Claim';
import { NodeReply, putToken, readProperties } from './requestNodes';

/** A node that answers requests. */
export type RequestNode = 'cbs' | 'management';

/** The links of one connection that carry requests and replies, and what its tokens proved. */
export class RequestLinks {
  readonly #broker: Broker;
  /** By path: a token for the same audience replaces the one before. */
  readonly #claims = new Map<string, Claim>();
  readonly #requestLinks = new Map<Receiver, RequestNode>();
  /** By name and by target: either is what `reply-to` names. */
  readonly #replyLinks = new Map<string, Sender>();

  constructor(broker: Broker) {
    this.#broker = broker;
  }

  /** Everything that the connection has proved. */
  claims(): Claim[] {
    return [...this.#claims.values()];
  }

  /** Adds what was proved without a token: by name and key, at the start. */
  prove(claim: Claim): void {
    this.#claims.set(claim.path, claim);
  }

  /** Takes a link to a node. */
  add(link: Sender | Receiver, node: RequestNode): void {
    if (link.is_receiver()) {
      this.#requestLinks.set(link as Receiver, node);
      return;
    }
    for (const name of [link.name, link.target?.address]) {
      if (name) {
        this.#replyLinks.set(name, link as Sender);
      }
    }
  }

  /** The node that a link carries requests to, if it is such a link. */
  nodeOf(link: Receiver): RequestNode | undefined {
    return this.#requestLinks.get(link);
  }

  forget(link: Sender | Receiver): void {
    if (link.is_receiver()) {
      this.#requestLinks.delete(link as Receiver);
      return;
    }
    for (const [name, known] of this.#replyLinks) {
      if (known === link) {
        this.#replyLinks.delete(name);
      }
    }
  }

  /**
   * Answers a request on the link that its `reply-to` names.
   * @param host - host name that the connection was opened with
   */
  async answer(
    node: RequestNode,
    request: Message,
    host: string,
  ): Promise<void> {
    const reply = await this.#replyTo(node, request, host);
    const link = this.#replyLinks.get(request.reply_to ?? '');
    if (!link?.is_open()) {
      return;
    }
    link.send({
      correlation_id: request.message_id,
      application_properties: {
        'status-code': rhea.types.wrap_int(reply.status),
        'status-description': reply.description,
        ...(reply.condition ? { 'error-condition': reply.condition } : {}),
      },
      body: reply.body,
    });
  }

  async #replyTo(
    node: RequestNode,
    request: Message,
    host: string,
  ): Promise<NodeReply & { condition?: string }> {
    try {
      if (node === 'cbs') {
        const claim = await putToken(this.#broker, host, request);
        this.#claims.set(claim.path, claim);
        return { status: 202, description: 'Accepted' };
      }
      return readProperties(this.#broker, host, request, this.claims());
    } catch (thrown) {
      // A client that hears nothing waits for its whole time-out.
      const error =
        thrown instanceof ServiceError ? thrown : amqpErrors.internal();
      if (error !== thrown) {
        this.#broker.onError(thrown);
      }
      return {
        status: error.status,
        description: describeRefusal(error, this.#broker.world),
        condition: error.code,
      };
    }
  }
}
