import { AuditorService } from '@backstage/backend-plugin-api';
import { isError, NotAllowedError, toError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import { ErrorRequestHandler, Request } from 'express';

/** What is noted of a request. */
export interface AuditedRequest {
  /** `forwarder-check` */
  eventId: string;
  /** Any request of the router; handlers of typed routes have narrower ones. */
  request: unknown;
  meta?: JsonObject;
}

/** What a request brought. */
export interface AuditedResult<T> {
  result: T;
  /** What is noted of it. */
  meta?: JsonObject;
}

/** Notes writes, exports and refusals for audits. */
export class RouteAuditor {
  readonly #auditor: AuditorService;
  readonly #noted = new WeakSet<object>();

  private constructor(auditor: AuditorService) {
    this.#auditor = auditor;
  }

  static create(auditor: AuditorService): RouteAuditor {
    return new RouteAuditor(auditor);
  }

  /**
   * Notes what a request sets out to do, and how it ended.
   *
   * @param run - answers with the result, and what is noted of it, if anything
   */
  async run<T>(
    { eventId, request, meta }: AuditedRequest,
    run: () => Promise<AuditedResult<T>>,
  ): Promise<T> {
    const event = await this.#auditor.createEvent({
      eventId,
      request: request as Request,
      severityLevel: 'medium',
      ...(meta ? { meta } : {}),
    });
    try {
      const outcome = await run();
      await event.success(outcome.meta ? { meta: outcome.meta } : undefined);
      return outcome.result;
    } catch (thrown) {
      const error = toError(thrown);
      this.#noted.add(error);
      await event.fail({ error });
      throw error;
    }
  }

  /** Notes a refusal that the caller sees as something else, such as 'not found'. */
  async noteRefusal(
    request: unknown,
    error: Error,
    meta: JsonObject = {},
  ): Promise<void> {
    this.#noted.add(error);
    const event = await this.#auditor.createEvent({
      eventId: 'access-denied',
      request: request as Request,
      severityLevel: 'medium',
      meta,
    });
    await event.fail({ error });
  }

  /** Notes every refusal that no handler has noted; passes the error on. */
  get refusals(): ErrorRequestHandler {
    return async (thrown, request, _response, next) => {
      if (
        isError(thrown) &&
        NotAllowedError.is(thrown) &&
        !this.#noted.has(thrown)
      ) {
        await this.noteRefusal(request, thrown);
      }
      next(thrown);
    };
  }
}
