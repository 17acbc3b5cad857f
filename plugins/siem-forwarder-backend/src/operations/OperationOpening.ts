import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import {
  ForwarderSpec,
  OperationKind,
} from 'backstage-plugin-siem-forwarder-common';
import { checkSpec } from './checkSpec';
import { forwarderTarget } from './ForwarderTarget';
import { operationKindTable } from './kinds';
import { adoptedSpec } from './life/adoptedSpec';
import { OperationsOptions } from './OperationsOptions';
import { StoredOperation } from './OperationStore';
import { refuseOnErrors } from './problems';

/** What opens a run that makes a forwarder. */
export interface OpenOptions {
  /** Id of the scaffolder task. */
  id: string;
  spec: ForwarderSpec;
  dryRun: boolean;
  /** A failed step rolls it back at once. */
  rollBackOnFailure?: boolean;
  /** Entity ref of the user. */
  actor: string;
}

/** What opens an operation on a forwarder that exists. */
export interface OpenForOptions {
  entityRef: string;
  kind: Exclude<OperationKind, 'provision'>;
  input: unknown;
  /** Id of the scaffolder task that drives it. */
  task?: string;
  dryRun?: boolean;
  /** Entity ref of the user. */
  actor: string;
  /** Asked before anything is opened; throws when the actor may not. */
  allow?: (spec: ForwarderSpec) => void;
}

/**
 * Opens operations, or finds them. What was opened stays as it is: it is what
 * its user was allowed.
 */
export class OperationOpening {
  readonly #options: OperationsOptions;
  readonly #now: () => Date;

  constructor(options: OperationsOptions, now: () => Date) {
    this.#options = options;
    this.#now = now;
  }

  /**
   * @throws InputError that lists what can be told from the specification alone
   * @throws ConflictError when the id is taken for another specification
   */
  async open(options: OpenOptions): Promise<StoredOperation> {
    const { id, spec, dryRun, actor, rollBackOnFailure = false } = options;
    refuseOnErrors(spec.name, checkSpec(spec));
    if (spec.adopted) {
      throw new InputError(
        'adopted: a forwarder that was made elsewhere is adopted, not made',
      );
    }
    const target = forwarderTarget(spec);
    await this.refuseForeign({ ...target, spec });
    const stored = await this.#options.store.insertOperation({
      id,
      kind: 'provision',
      status: 'open',
      driver: 'task',
      actor,
      entityRef: target.entityRef,
      owner: target.owner,
      spec,
      dryRun,
      ...(rollBackOnFailure && { rollBackOnFailure }),
      openedAt: this.#now().toISOString(),
    });
    if (
      stored.actor !== actor ||
      stored.dryRun !== dryRun ||
      !isDeepStrictEqual(stored.spec, plain(spec))
    ) {
      throw new ConflictError(
        `The operation '${id}' is open for another specification or user; start a new run, or press Retry on the forwarder's page`,
      );
    }
    return stored;
  }

  /** @throws InputError, NotFoundError or ConflictError that names the remedy */
  async openFor(options: OpenForOptions): Promise<StoredOperation> {
    const { store } = this.#options;
    const { actor, dryRun = false, entityRef, kind, task } = options;
    const definition = (this.#options.kinds ?? operationKindTable)[kind];
    if (!definition) {
      throw new InputError(
        `kind: this portal does not know operations of the kind '${kind}'`,
      );
    }
    const input = definition.input.safeParse(options.input ?? {});
    if (!input.success) {
      throw new InputError(
        input.error.issues
          .map(({ path, message }) => `input.${path.join('.')}: ${message}`)
          .join('\n'),
      );
    }
    const known =
      task === undefined ? undefined : await store.getOperation(task);
    if (known) {
      options.allow?.(known.spec);
      refuseOther(known, { ...options, input: input.data });
      return known;
    }
    const now =
      kind === 'adopt'
        ? await this.#specToAdopt(entityRef, input.data, options.allow)
        : await this.#specOf(entityRef);
    options.allow?.(now);
    if (!dryRun) {
      await this.#refuseSecond(entityRef);
    }
    const spec = definition.specWith?.(now, input.data) ?? now;
    refuseOnErrors(spec.name, checkSpec(spec));
    const { owner } = forwarderTarget(spec);
    const at = this.#now().toISOString();
    return store.insertOperation({
      id: task ?? randomUUID(),
      kind,
      status: 'open',
      driver: task === undefined ? 'portal' : 'task',
      actor,
      entityRef,
      owner,
      spec,
      input: input.data,
      dryRun,
      openedAt: at,
      ...(task === undefined && { dueAt: at }),
    });
  }

  /**
   * What an unfinished run made bears the forwarder's name, and would be
   * adopted: it must not pass from one owner to another.
   */
  async refuseForeign({
    entityRef,
    owner,
    spec,
  }: Pick<StoredOperation, 'entityRef' | 'owner' | 'spec'>): Promise<void> {
    const foreign = await this.#options.store.findForeignOperation(
      entityRef,
      owner,
    );
    if (foreign) {
      throw new ConflictError(
        `name: '${spec.name}' is being made by another owner's run, which is not finished; choose another name`,
      );
    }
  }

  async #refuseSecond(entityRef: string): Promise<void> {
    const [open] = await this.#options.store.listOperations({
      entityRef,
      statuses: ['open', 'rolling-back'],
      real: true,
      limit: 1,
    });
    if (open) {
      throw new ConflictError(
        `The operation '${open.id}' (${open.kind}) of '${entityRef}' is ${open.status}; wait for its end, or press Retry or Roll back there`,
      );
    }
  }

  /** @throws NotFoundError when the portal does not write to the forwarder */
  async #specOf(entityRef: string): Promise<ForwarderSpec> {
    const { store } = this.#options;
    const registration = await store.getRegistration(entityRef);
    const made =
      registration && (await store.getOperation(registration.operationId));
    if (!made) {
      throw new NotFoundError(
        `The portal has not made '${entityRef}', so it does not write to it; adopt it first`,
      );
    }
    return made.spec;
  }

  async #specToAdopt(
    entityRef: string,
    { keyVault }: { keyVault?: unknown },
    allow?: (spec: ForwarderSpec) => void,
  ): Promise<ForwarderSpec> {
    const { registrations, scopes, store, tenants } = this.#options;
    if (await store.getRegistration(entityRef)) {
      throw new ConflictError(`The portal writes to '${entityRef}' already`);
    }
    const entity = await registrations.findEntity(entityRef);
    if (!entity) {
      throw new NotFoundError(`The catalog has no entity '${entityRef}'`);
    }
    return adoptedSpec({
      entity,
      ...(typeof keyVault === 'string' && { keyVault }),
      scopes,
      tenants,
      allow,
    });
  }
}

/**
 * A task that asks again for what it has opened is answered with that.
 *
 * @throws ConflictError when it asks for something else
 */
function refuseOther(
  known: StoredOperation,
  asked: { actor: string; entityRef: string; kind: string; input: unknown },
): void {
  if (
    known.actor !== asked.actor ||
    known.entityRef !== asked.entityRef ||
    known.kind !== asked.kind ||
    !isDeepStrictEqual(known.input, plain(asked.input))
  ) {
    throw new ConflictError(
      `The operation '${known.id}' is open for something else; start a new run`,
    );
  }
}

/** What a value becomes in the database: undefined members are gone. */
function plain<T>(value: T): T {
  return JSON.parse(JSON.stringify(value));
}
