import { OperationStore } from '../../OperationStore';

/** A store of a process that can die: from then on nothing is answered, and nothing written. */
export interface KillableStore {
  store: OperationStore;
  kill(): void;
}

/** Puts a store into the hands of a process that can die. */
export function killable(store: OperationStore): KillableStore {
  let dead = false;
  return {
    store: new Proxy(store, {
      get(target, name) {
        const member = Reflect.get(target, name);
        if (typeof member !== 'function') {
          return member;
        }
        return (...given: unknown[]) =>
          dead ? new Promise(() => {}) : Reflect.apply(member, target, given);
      },
    }),
    kill: () => {
      dead = true;
    },
  };
}
