import { ForwarderTarget, forwarderTarget } from '../ForwarderTarget';
import { OperationStore, StoredOperation } from '../OperationStore';

/**
 * The forwarders of this portal, besides what is taken back, that rest on
 * resources: those that are registered, and those that are being made.
 */
export class OtherUsers {
  readonly #targets: ForwarderTarget[];

  private constructor(targets: ForwarderTarget[]) {
    this.#targets = targets;
  }

  /**
   * @param own - operations whose writes are taken back: they are no users.
   *   `entityRef`: a forwarder that goes as a whole, with its registration.
   */
  static async read(
    store: OperationStore,
    own: { operationIds: readonly string[]; entityRef?: string },
  ): Promise<OtherUsers> {
    const [registrations, open] = await Promise.all([
      store.listRegistrations(),
      store.listOperations({ statuses: ['open'], real: true }),
    ]);
    const registered = await Promise.all(
      registrations.map(({ operationId }) => store.getOperation(operationId)),
    );
    const others = [...registered, ...open].filter(
      (operation): operation is StoredOperation =>
        operation !== undefined &&
        !own.operationIds.includes(operation.id) &&
        operation.entityRef !== own.entityRef,
    );
    return new OtherUsers(others.map(({ spec }) => forwarderTarget(spec)));
  }

  /** The forwarder that rests on what a test is true of; undefined when none does. */
  find(uses: (target: ForwarderTarget) => boolean): string | undefined {
    return this.#targets.find(uses)?.entityRef;
  }
}
